"""What a collection of DNS notes beside its records.

Reads   ``dns_notes.csv``: questions that nobody answered, servers that disagree, senders judged
        by SPF, and until when a domain is registered
Knows   the columns domain, name, type and says
Source  Pilotage itself writes it, beside dns_records.csv
"""

from __future__ import annotations

from collections.abc import Iterator

from pilotage.collect.csv_set.records import header_of, read_records, refusals
from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.text import text_of
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

COLUMNS = ("domain", "name", "type", "says")
MOST = 50
"""So many notes are passed on; the rest are counted."""


def recognise(file: ExportFile) -> str:
    """Return what the file is by its header."""
    return "notes on DNS" if header_of(file.head) == COLUMNS else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield nothing: a name without answer has no row in DNS_RECORDS, so it is unknown there."""
    yield from ()


@reader("dns_notes", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield the notes as sentences for people."""
    records = read_records(text_of(file), file.name)
    yield from refusals(file.name, records.broken)
    said = [
        f"{kind} of {name}: {says}" if kind else f"{name}: {says}"
        for _, name, kind, says in records.rows
    ]
    left = len(said) - MOST
    more = [f"{file.name} holds {left:,} notes more"] if left > 0 else []
    yield Facts(notes=(*said[:MOST], *more))
