"""Days on the wall clock of the migration, and the days on which a wave may start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from statistics import median_low
from zoneinfo import ZoneInfo

import numpy as np

from pilotage.facts.clock import Clock
from pilotage.facts.engagement import Engagement
from pilotage.facts.plan import Wave
from pilotage.plan.forecast.network import WEEK
from pilotage.plan.problem import Bools, Floats, Ints, Problem

LATER_WINDOWS = 52
"""So many windows are taken to follow the last agreed one."""


@dataclass(frozen=True)
class Calendar:
    """Turns dates and moments into days from midnight of day zero, on the wall clock."""

    day_zero: date
    zone: ZoneInfo

    @classmethod
    def of(cls, engagement: Engagement) -> Calendar:
        """Return the calendar of a migration; day zero is the day on which it starts."""
        migration = engagement.migration
        return cls(migration.starts_on, Clock.of(migration.time_zone).zone)

    def moment(self, moment: datetime) -> float:
        """Return the days until ``moment``, 0 for what lies before day zero."""
        local = moment.astimezone(self.zone).replace(tzinfo=None)
        passed = local - datetime.combine(self.day_zero, time())
        return max(0.0, passed.total_seconds() / 86400)

    def ends(self, wave: Wave) -> float:
        """Return the days until a wave ends; without a window it ends with its day."""
        return self.moment(wave.ends_at) if wave.ends_at else wave.day + 1.0

    def day(self, day: date) -> float:
        """Return the days until ``day`` begins, 0 for what lies before day zero."""
        return max(0.0, float((day - self.day_zero).days))


def openings(
    problem: Problem, wave_of: Ints, waves: Iterable[Wave], calendar: Calendar
) -> dict[int, tuple[float, ...]]:
    """Return by wave the days from its own on at which it may start.

    These are the windows of the problem, and weekly ones after the last, without those on
    which a department of the wave is frozen.
    """
    days = [float(day) for day in problem.waves.day.tolist()]
    if problem.waves.window:
        days = [calendar.moment(starts) for starts, _ in problem.waves.window]
    gap = usual_gap(days)
    every = np.array([*days, *(days[-1] + gap * (n + 1) for n in range(LATER_WINDOWS))])
    found: dict[int, tuple[float, ...]] = {}
    for wave in waves:
        frozen = _frozen(problem, wave_of == wave.number, np.floor(every))
        own = float(every[wave.number])
        found[wave.number] = (own, *np.unique(every[(every > own) & ~frozen]).tolist())
    return found


def _frozen(problem: Problem, moves: Ints, days: Floats) -> Bools:
    black = problem.blackouts
    own = np.isin(black.dept, np.unique(problem.units.dept[moves]))
    begun = np.greater_equal.outer(days, black.first[own])
    over = np.greater.outer(days, black.last[own])
    found: Bools = np.bitwise_or.reduce(begun & ~over, axis=1)
    return found


def usual_gap(days: Sequence[float]) -> float:
    """Return the usual days between two windows, a week where there is but one."""
    gaps = [later - one for one, later in pairwise(days)]
    return median_low(gaps) if gaps else WEEK
