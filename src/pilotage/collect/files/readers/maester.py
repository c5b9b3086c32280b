"""Results of Maester as JSON.

Reads   every test with its outcome, and the ids of CISA and CIS policies that it names
Knows   counts of tests beside tests that carry their script
Source  https://maester.dev/docs
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.reports import tests_of
from pilotage.collect.results.maester import TOOL, result
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table
from pilotage.facts.tables import THIRD_PARTY_RESULTS

SIGNS = tuple(re.compile(rf'"{name}"\s*:') for name in ("FailedCount", "ExecutedAt", "Tests"))


def recognise(file: ExportFile) -> str:
    """Return what the file is by the counts that stand before its tests."""
    whole = all(sign.search(file.head) for sign in SIGNS)
    return "Maester results" if whole and file.head.lstrip().startswith("{") else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield the table of results of other tools."""
    if holds:
        yield THIRD_PARTY_RESULTS


@reader("maester", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield THIRD_PARTY_RESULTS.

    Raises:
        InputError: the file is cut off, or holds no tests.
    """
    yield from tests_of(file, TOOL, result)
