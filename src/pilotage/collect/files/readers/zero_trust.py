"""Results of Microsoft's Zero Trust Assessment as JSON.

Reads   every test with its outcome and risk; it names no public policies
Knows   the summary by pillar that stands before its tests
Source  https://microsoft.github.io/zerotrustassessment/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.reports import tests_of
from pilotage.collect.results.zero_trust import TOOL, result
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table
from pilotage.facts.tables import THIRD_PARTY_RESULTS

SIGNS = tuple(re.compile(rf'"{name}"\s*:') for name in ("TestResultSummary", "ExecutedAt"))


def recognise(file: ExportFile) -> str:
    """Return what the file is by the summary that stands before its tests."""
    whole = all(sign.search(file.head) for sign in SIGNS)
    return f"{TOOL} results" if whole and file.head.lstrip().startswith("{") else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield the table of results of other tools."""
    if holds:
        yield THIRD_PARTY_RESULTS


@reader("zero_trust", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield THIRD_PARTY_RESULTS.

    Raises:
        InputError: the file is cut off, or holds no tests.
    """
    yield from tests_of(file, TOOL, result)
