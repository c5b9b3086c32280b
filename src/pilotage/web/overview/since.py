"""What changed since a day: the forecast, the counts of findings, and what people did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pilotage.engine.status import FORECAST
from pilotage.facts.errors import NotKnown
from pilotage.store import runs
from pilotage.store.blocking import failures
from pilotage.store.changes import changed
from pilotage.store.models import Engagement, Run

MOST = 4
TOLD = {"handoff", "decision", "risk_change", "scope_change", "date_change", "signature",
        "deviation", "relaxation", "freeze", "window", "vendor", "attestation"}  # fmt: skip
"""Kinds of items whose change is told."""


def changes(engagement: Engagement, run: Run, start: datetime, until: datetime) -> list[str]:
    """Return in sentences what changed between ``start`` and ``until``, the weightiest first."""
    said = [*_of_runs(engagement, run, start)]
    for entry in changed(engagement, TOLD, start, until, MOST):
        kind = entry["kind"].replace("_", " ")
        said.append(f"{entry['who']} {entry['did']} {kind} {entry['key']}: {entry['title']}")
    return said[:MOST]


def _of_runs(engagement: Engagement, run: Run, start: datetime) -> Iterator[str]:
    """Yield how this run differs from the one that counted at ``start``."""
    try:
        before = runs.latest(engagement, start, kind="whole")
    except NotKnown:
        yield "Nothing was computed before, so there is nothing to compare with."
        return
    if before.word != run.word:
        yield f"The word of the run went from {before.word} to {run.word}."
    was, now = (_chance(each) for each in (before, run))
    if was is not None and now is not None and round(was, 2) != round(now, 2):
        yield f"The chance of the hard date went from {was:.0%} to {now:.0%}."
    failed = [failures(each) for each in (before, run)]
    if failed[0] != failed[1]:
        yield f"Failing findings went from {failed[0]:,} to {failed[1]:,}."


def _chance(run: Run) -> float | None:
    forecast = FORECAST.validate_python(runs.section(run, "forecast"))
    return forecast.p_by_deadline if forecast else None
