"""Compare two readings: find them at home or read them, and judge what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pilotage.assess.comparison.compare import Comparison, compare, same_environment
from pilotage.engine import pipeline
from pilotage.engine.pipeline import Report
from pilotage.engine.plans import PLAN, plan_at
from pilotage.engine.run import stored_situation
from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import NotKnown
from pilotage.facts.runbook import Runbook
from pilotage.facts.snapshot import Snapshot
from pilotage.plan import as_plan
from pilotage.store import engagement as engagements
from pilotage.store import snapshots


@dataclass(frozen=True)
class Compared:
    """What was compared, as one environment (``same``) or as source and target."""

    readings: tuple[Snapshot, ...]
    same: bool
    comparison: Comparison


def compare_readings(
    home: Path,
    asked: Sequence[str],
    *,
    now: datetime,
    report: Report,
    same: bool | None = None,
    engagement: Path | None = None,
) -> Compared:
    """Compare two readings, or three: a snapshot at home, a snapshot folder, or exports.

    ``same`` None chooses by what they hold. The engagement file and the runbooks at home count
    where a reading comes from home.

    Raises:
        NotKnown: a name is neither a snapshot nor a path.
        InputError: an export or the engagement file cannot be used.
    """
    found = [_reading(home, name, now, report) for name in asked]
    before, after, *later = (snapshot for snapshot, _ in found)
    if same is None:
        same = same_environment(before, after)
    at_home = any(stored for _, stored in found)
    agreed = _agreed(home, engagement, at_home)
    if not same:
        before = replace(before, side="source")
        after, *later = (replace(each, side="target") for each in (after, *later))
    runbooks = runbooks_at(home, now) if same and at_home else ()
    report("Compare", 0, 0)
    made = compare(
        before,
        after,
        same=same,
        now=now,
        later=later[0] if later else None,
        engagement=agreed,
        runbooks=runbooks,
    )
    return Compared((before, after, *later), same, made)


def runbooks_at(home: Path, now: datetime) -> tuple[Runbook, ...]:
    """Return the runbooks of the plan at home; none without a plan that holds."""
    situation = stored_situation(home, now)
    if not situation.engagement or not situation.source or not (home / PLAN).is_file():
        return ()
    problem, solution = plan_at(home)
    if solution is None:
        return ()
    graph = pipeline.tie(situation)
    plan = as_plan(problem, solution, graph)
    return pipeline.write_runbooks(situation.engagement, plan, graph)


def _reading(home: Path, name: str, now: datetime, report: Report) -> tuple[Snapshot, bool]:
    """Return the reading, and whether it is one of the home folder."""
    try:
        folder = snapshots.find(home, name)
    except NotKnown:
        if not Path(name).exists():
            raise
        return pipeline.collect([Path(name)], "source", now, report).snapshot, False
    return snapshots.load(folder), home.resolve() in folder.resolve().parents


def _agreed(home: Path, path: Path | None, at_home: bool) -> Engagement | None:
    stored = home / engagements.NAME
    if path is None and at_home and stored.is_file():
        path = stored
    return engagements.read(path) if path else None
