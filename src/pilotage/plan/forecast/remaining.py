"""What is left of a planned migration, and what is taken for granted about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pilotage.facts.engagement import Engagement
from pilotage.facts.plan import Wave
from pilotage.facts.runbook import Step
from pilotage.facts.wave_readiness import WaveCount
from pilotage.plan.forecast.calendar import Calendar
from pilotage.plan.forecast.priors import Priors
from pilotage.plan.forecast.spread import LongTail

USED = (
    "vendor_late",
    "vendor_late_confirmed",
    "vendor_late_unpromised",
    "vendor_delay_p50",
    "vendor_delay_p90",
    "decision_late",
    "decision_delay_p50",
    "decision_delay_p90",
    "gate_no_go",
    "unready_stops",
    "unready_halves_in_days",
    "unready_delay_p50",
    "unready_delay_p90",
    "pilot_repeats",
    "wave_repeats",
    "work_overrun_p90",
    "work_correlation",
    "hours_per_day",
)
"""The priors that these tasks rest on."""


@dataclass(frozen=True)
class Remaining:
    """What the tasks are made from.

    ``waves`` are those that still move anything, in time order; ``steps`` are the runbook steps
    of each wave by its number, ``counts`` who in it is ready, ``opens`` the days on which it may
    start, its own the first.
    """

    engagement: Engagement
    now: datetime
    waves: tuple[Wave, ...]
    counts: Mapping[int, WaveCount]
    steps: Mapping[int, Sequence[Step]]
    opens: Mapping[int, tuple[float, ...]]
    priors: Priors

    @property
    def calendar(self) -> Calendar:
        """Return the calendar of the migration."""
        return Calendar.of(self.engagement)

    @property
    def today(self) -> float:
        """Return the days from day zero until this morning: a forecast holds for a whole day."""
        return self.calendar.moment(self.now) // 1

    def passed(self, day: date | None) -> bool:
        """Say whether ``day`` lies before today."""
        today = self.now.astimezone(self.calendar.zone).date()
        return day is not None and day < today

    def starts(self, wave: Wave) -> float:
        """Return the day on which a wave is planned to start."""
        return self.opens[wave.number][0]

    def delay(self, of: str) -> LongTail:
        """Return how late something is if it is late."""
        return LongTail(self.priors[f"{of}_delay_p50"], self.priors[f"{of}_delay_p90"])

    def first_after(self, day: date | None) -> int | None:
        """Return the first wave that starts on ``day`` or later; without a day the first."""
        earliest = self.calendar.day(day) if day else 0.0
        return next((w.number for w in self.waves if self.starts(w) >= earliest), None)
