"""Google Workspace as CSV: lists of the admin console, and what ``gam print`` writes.

Reads   people with sizes of Gmail and Drive and 2-step verification, groups, members, delegates
Knows   the headers of the console, with and without their notes, and those of GAM
Source  https://support.google.com/a/answer/40057
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import polars as pl

from pilotage.collect.csv_set.records import Records, header_of, read_records, refusals
from pilotage.collect.csv_set.rows import LINE, filled
from pilotage.collect.files import Batch, ExportFile, reader
from pilotage.collect.files.text import text_of
from pilotage.collect.google.groups import delegates, groups, members
from pilotage.collect.google.headers import (
    DELEGATES,
    GROUP_LIST,
    MEMBERS,
    PEOPLE,
    TABLES_OF,
    export_of,
    plain_names,
)
from pilotage.collect.google.people import people
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

SUFFIXES = (".csv", ".txt")
KIND = "Google "

ROWS: dict[str, Callable[[pl.DataFrame, str], Iterator[Batch]]] = {
    PEOPLE: people,
    GROUP_LIST: groups,
    MEMBERS: members,
    DELEGATES: delegates,
}


def recognise(file: ExportFile) -> str:
    """Return what the file holds by its headers."""
    if not file.name.lower().endswith(SUFFIXES):
        return ""
    holds = export_of(header_of(file.head))
    return f"{KIND}{holds}" if holds else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield the tables that such an export fills."""
    yield from TABLES_OF.get(holds.removeprefix(KIND), ())


@reader("google_csv", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal]:
    """Yield the rows of every table that the list tells of; broken rows are refused.

    Raises:
        InputError: a header comes twice, or it is no such list.
    """
    records = read_records(text_of(file), file.name)
    yield from refusals(file.name, records.broken)
    holds = export_of(records.header)
    if not holds:
        raise InputError("is no list of Google Workspace", where=file.name)
    for batch in ROWS[holds](_sheet(records, file.name), file.name):
        missing = "; ".join(filter(None, (batch.missing, records.cut)))
        yield replace(batch, missing=missing)


def _sheet(records: Records, where: str) -> pl.DataFrame:
    """Return the rows as trimmed text under plain headers, with their line in LINE."""
    names = plain_names(records.header, where)
    texts = [
        pl.col(str(place)).str.strip_chars().replace("", None).alias(name or f"*{place}")
        for place, name in enumerate(names)
    ]
    return filled(records.frame.select(texts).with_columns(records.lines.alias(LINE)))
