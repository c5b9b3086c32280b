"""Readiness as the page and the command show it: areas with counts, findings with their proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pilotage.assess import CHECKS
from pilotage.assess.explained import UNKNOWN, Explained, counts, explained, reads, state_of
from pilotage.facts.errors import NotKnown
from pilotage.facts.finding import Area
from pilotage.facts.readiness import AREA_OWNER
from pilotage.store.findings import found, last_known
from pilotage.store.items import values
from pilotage.store.models import Engagement, Run
from pilotage.store.runs import latest, section

MOST_REASONS = 2
HOLDS = {
    Area.IDENTITY: ("G1", "G2"),
    Area.ALIGNMENT: ("G0", "G2"),
    Area.COMMUNICATION: ("G1", "G2"),
    Area.DEPENDENCIES: ("G1", "G2"),
    Area.SUPPORT: ("G1", "G2"),
    Area.CONTINUITY: ("G1", "G2", "G3"),
    Area.HYPERCARE: ("G2", "G4"),
    Area.DOCUMENTATION: ("G5",),
}
"""The gates that an area holds back while it is not ready."""


@dataclass(frozen=True)
class AreaView:
    """One area: its word, how many findings are what, and the worst reasons."""

    area: str
    title: str
    state: str
    owner: str
    holds: tuple[str, ...]
    counts: dict[str, int]
    reasons: tuple[str, ...]


def areas_of(
    engagement: Engagement, now: datetime, at: datetime | None = None
) -> tuple[AreaView, ...]:
    """Return the eight areas in their order.

    Raises:
        NotKnown: nothing was judged yet.
    """
    run = latest(engagement, at)
    by_area: dict[str, list[dict[str, Any]]] = {}
    for row in found(run):
        by_area.setdefault(row["area"], []).append(row)
    kept = {each["area"]: each for each in section(run, "areas") or []}
    read = _proof(run, [row for rows in by_area.values() for row in rows], engagement, at)
    return tuple(
        _view(
            area,
            kept.get(area.name.lower()),
            _explain(by_area.get(area.name.lower(), []), read, now),
        )
        for area in Area
    )


def findings_of(
    engagement: Engagement,
    now: datetime,
    at: datetime | None = None,
    *,
    area: str = "",
    check: str = "",
) -> tuple[Explained, ...]:
    """Return the findings of an area, or of a check, the worst first.

    Raises:
        NotKnown: nothing was judged yet, or there is no such area.
    """
    if area:
        area_named(area)
    run = latest(engagement, at)
    rows = found(run, area=area, check=check)
    return _explain(rows, _proof(run, rows, engagement, at), now)


def area_named(name: str) -> Area:
    """Return an area by its short name.

    Raises:
        NotKnown: there is none; says which there are.
    """
    for area in Area:
        if area.name.lower() == name:
            return area
    raise NotKnown(
        f"there is no area {name}; known are {', '.join(each.name.lower() for each in Area)}"
    )


def _proof(
    run: Run, rows: Sequence[dict[str, Any]], engagement: Engagement, at: datetime | None
) -> tuple[Any, ...]:
    """Return what findings are explained with: what was read, deviations, what was last known."""
    unknown = [row["check_id"] for row in rows if row["outcome"] == "not_assessed"]
    return (
        reads(section(run, "sources") or []),
        values(engagement, "deviation", at),
        last_known(run, unknown),
    )


def _explain(
    rows: Sequence[dict[str, Any]], proof: tuple[Any, ...], now: datetime
) -> tuple[Explained, ...]:
    read, deviations, before = proof
    return explained(rows, CHECKS.load(), read, deviations, before, now)


def _view(area: Area, kept: dict[str, Any] | None, rows: Sequence[Explained]) -> AreaView:
    state = state_of(kept["state"], rows) if kept else UNKNOWN.capitalize()
    worst = [each.says for each in rows if each.word in ("failed", UNKNOWN)]
    return AreaView(
        area.name.lower(),
        area.value.capitalize(),
        state,
        AREA_OWNER[area],
        HOLDS[area],
        counts(rows),
        tuple(worst[:MOST_REASONS]),
    )
