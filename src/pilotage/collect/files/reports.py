"""Reports of other assessment tools: one JSON object that says of whom, when, and what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pilotage.collect.files import Batch, ExportFile, Facts
from pilotage.collect.files.documents import documents
from pilotage.collect.results import Result, batch_of, text
from pilotage.collect.results.tenants import tenants
from pilotage.facts.errors import InputError

Judged = Callable[[Any, str], Result | None]
"""Turns one test of a report and its moment into a result; None where it is none."""


def report_in(file: ExportFile) -> Mapping[str, Any]:
    """Return the one object of ``file``.

    Raises:
        InputError: it is no JSON, or something else than one object.
    """
    found = documents(file)
    if len(found) != 1 or not isinstance(found[0], Mapping):
        raise InputError("is not one report", where=file.name)
    return found[0]


def tests_of(file: ExportFile, tool: str, judged: Judged) -> Iterator[Batch | Facts]:
    """Yield the results of a report whose tests stand in ``Tests``, and whom it was about.

    Raises:
        InputError: it is no report, or has no tests.
    """
    report = report_in(file)
    tests, at = report.get("Tests"), text(report, "ExecutedAt")
    if not isinstance(tests, list):
        raise InputError(f"holds no tests of {tool}", where=file.name, fix="Export it again.")
    of = tenants(text(report, "TenantId"), text(report, "Domain"))
    yield batch_of((judged(one, at) for one in tests), file.name, of)
    yield Facts(notes=(ran(file.name, tool, text(report, "TenantName"), at),))


def ran(where: str, tool: str, tenant: str, at: str) -> str:
    """Say when a tool ran and on whom: its results are as old as that."""
    return f"{where}: {tool} looked at {tenant or 'a tenant'} on {at[:10] or 'a day not stated'}"
