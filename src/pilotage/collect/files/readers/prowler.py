"""Results of Prowler, as OCSF findings or as CSV.

Reads   every finding with its outcome, its resource, and the policies that it maps to
Knows   the name of the product in an OCSF finding; the headers of its CSV
Source  https://docs.prowler.com
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pilotage.collect.csv_set.records import header_of, read_records, refusals
from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.documents import documents
from pilotage.collect.files.text import text_of
from pilotage.collect.results import batch_of
from pilotage.collect.results.prowler import of_ocsf, of_row
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table
from pilotage.facts.tables import THIRD_PARTY_RESULTS

HEADERS = frozenset({"AUTH_METHOD", "FINDING_UID", "CHECK_ID", "STATUS"})
PRODUCT = re.compile(r'"name"\s*:\s*"Prowler"')
FINDING = re.compile(r'"finding_info"\s*:')


def recognise(file: ExportFile) -> str:
    """Return what the file is: findings of Prowler, or its CSV."""
    if file.head.lstrip()[:1] in ("[", "{"):
        ours = PRODUCT.search(file.head) and FINDING.search(file.head)
        return "Prowler findings" if ours else ""
    return "Prowler CSV" if set(header_of(file.head)) >= HEADERS else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield the table of results of other tools."""
    if holds:
        yield THIRD_PARTY_RESULTS


@reader("prowler", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield THIRD_PARTY_RESULTS.

    Raises:
        InputError: the file is cut off.
    """
    if recognise(file) == "Prowler CSV":
        yield from _csv(file)
    else:
        yield batch_of(map(of_ocsf, _findings(documents(file))), file.name)


def _csv(file: ExportFile) -> Iterator[Batch | Refusal]:
    records = read_records(text_of(file), file.name)
    rows = (dict(zip(records.header, row, strict=True)) for row in records.rows)
    yield batch_of(map(of_row, rows), file.name)
    yield from refusals(file.name, records.broken)


def _findings(found: list[Any]) -> Iterator[Any]:
    """Yield the findings of one list, or of one finding per line."""
    for one in found:
        yield from one if isinstance(one, list) else [one]
