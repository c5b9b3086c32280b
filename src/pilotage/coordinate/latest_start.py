"""Backward from the hard date: the latest day on which each phase can begin.

Durations are working days, Monday to Friday. Those of the standard plan are starting guesses of
ours; waves last as long as the plan says. The hard date is the last day of the final switch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from pilotage.coordinate.standard_plan import standard_phases
from pilotage.facts.phase import Phase

LASTS: Mapping[str, int] = {
    "start": 10, "assess": 10, "design": 15, "pilot": 10, "waves": 20, "switch": 1,
    "stabilise": 10, "handover": 10, "prove": 20,
}  # fmt: skip
"""Working days of each phase where nothing better is known."""

AFTER = ("stabilise", "handover", "prove")
"""Phases that follow on the hard date; they may begin no later than it is over."""


@dataclass(frozen=True)
class LatestStart:
    """A phase and the latest day on which it can begin; ``past`` if that is gone unused."""

    phase: str
    title: str
    on: date
    working_days: int
    begun: bool
    past: bool


def latest_starts(
    deadline: date,
    today: date,
    lasts: Mapping[str, int] | None = None,
    begun: Iterable[str] = (),
    kept: Iterable[Phase] = (),
) -> tuple[LatestStart, ...]:
    """Return every phase in the order of time with its latest start.

    ``lasts`` replaces working days of ``LASTS`` by phase; ``begun`` names phases that are known
    to have begun, and a phase that people ``kept`` begins on the day that it says.
    """
    days = {**LASTS, **(lasts or {})}
    titles = {each.title.casefold(): each for each in kept}
    started = set(begun)
    found: dict[str, date] = {}
    ends = _working(deadline, 1)
    for name in reversed([each for each in standard_phases() if each not in AFTER]):
        found[name] = ends = _working(ends, -days[name])
    later = _working(deadline, 1)
    for name in AFTER:
        found[name], later = later, _working(later, days[name])
    for key, phase in standard_phases().items():
        own = titles.get(phase.title.casefold())
        if own and (own.ended_on or (own.starts_on and own.starts_on <= today)):
            started.add(key)
    return tuple(
        LatestStart(
            key, phase.title, found[key], days[key], key in started,
            key not in started and found[key] < today,
        )
        for key, phase in standard_phases().items()
    )  # fmt: skip


def _working(day: date, days: int) -> date:
    """Return the day so many working days away; a day off counts as the working day after it."""
    roll: Literal["forward", "backward"] = "forward" if days < 0 else "backward"
    shifted = np.busday_offset(np.datetime64(day), days, roll=roll)
    return date.fromisoformat(str(shifted))
