"""How good past forecasts were, from what was forecast and what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pilotage.facts.forecast import Calibration

NEEDED = 10
"""So many finished migrations before a forecast may be called calibrated."""

BAND = 0.6
TOLERANCE = 0.2
"""How far the share inside P20 to P80 may lie from 60 %."""


@dataclass(frozen=True)
class Outcome:
    """One finished migration: what was forecast for it, and the day on which it ended.

    ``p_by_deadline`` is None where there was no deadline.
    """

    p20: date
    p80: date
    finished: date
    p_by_deadline: float | None = None
    deadline: date | None = None

    @property
    def inside(self) -> bool:
        """Say whether it ended between its P20 and its P80."""
        return self.p20 <= self.finished <= self.p80

    @property
    def error(self) -> float | None:
        """Return the squared error of the chance of the deadline; None where none was told."""
        if self.p_by_deadline is None or self.deadline is None:
            return None
        return (self.p_by_deadline - (self.finished <= self.deadline)) ** 2


def calibrate(history: Sequence[Outcome]) -> Calibration | None:
    """Return how the forecasts of ``history`` did; None without one."""
    if not history:
        return None
    inside = sum(each.inside for each in history) / len(history)
    errors = [each.error for each in history if each.error is not None]
    enough = len(history) >= NEEDED and abs(inside - BAND) <= TOLERANCE
    brier = sum(errors) / len(errors) if errors else None
    return Calibration(len(history), inside, brier, enough)
