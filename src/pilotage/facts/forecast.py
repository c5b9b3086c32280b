"""A forecast: the range and the chance of the finish date, from simulated runs with a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

import numpy as np

NORMAL_95 = 1.96


@dataclass(frozen=True)
class Driver:
    """A cause of lateness, and what is won without it.

    Without it means: all its tasks take their median, and what may happen does not. ``days``
    is won on average and ``p80_days`` at the P80; ``chance`` is won of making the deadline,
    None where there is none. All three are differences between the same runs computed twice.
    """

    cause: str
    days: float
    p80_days: float
    chance: float | None


@dataclass(frozen=True)
class Calibration:
    """How forecasts of the past ``n`` migrations did.

    ``inside_60`` is the share that ended between its P20 and P80: 0.6 where forecasts are
    right. ``brier`` is the mean squared error of the chance of the deadline: 0 is perfect, 0.25
    is what a coin gives; None where no chance was told.
    """

    n: int
    inside_60: float
    brier: float | None
    calibrated: bool


@dataclass(frozen=True)
class Forecast:
    """When the work ends, in days from midnight of ``day_zero``.

    ``histogram`` holds pairs of a day and the number of runs that end on it, in time order.
    ``critical`` holds each task with the share of runs in which it set the end, highest first.
    Drivers and criticality come from the first ``examined`` runs.
    """

    day_zero: date
    p20: float
    p50: float
    p80: float
    deadline: date | None
    p_by_deadline: float | None
    histogram: tuple[tuple[int, int], ...]
    drivers: tuple[Driver, ...]
    critical: tuple[tuple[str, float], ...]
    seed: int
    runs: int
    examined: int
    calibration: Calibration | None = None
    assumed: tuple[str, ...] = ()

    @property
    def calibrated(self) -> bool:
        """Say whether enough finished migrations bear out the forecasts."""
        return self.calibration is not None and self.calibration.calibrated

    @property
    def borne_out(self) -> str:
        """Say in a sentence how far finished migrations bear out the forecasts."""
        known = self.calibration
        if known is None:
            return "Not calibrated: no finished migration of your own was given."
        word = "Calibrated" if known.calibrated else "Not calibrated"
        brier = "" if known.brier is None else f", Brier score {known.brier:.3f}"
        return f"{word}: {known.inside_60:.0%} of {known.n} ended between P20 and P80{brier}."

    @property
    def chance_error(self) -> float | None:
        """Return half the 95 % interval of the chance that is owed to the number of runs."""
        if (chance := self.p_by_deadline) is None:
            return None
        return NORMAL_95 * sqrt(chance * (1 - chance) / self.runs)

    @property
    def slack(self) -> int | None:
        """Return the working days, Monday to Friday, from the P50 to the deadline."""
        if self.deadline is None:
            return None
        return int(np.busday_count(self.day(self.p50), self.deadline))

    def day(self, days: float) -> date:
        """Return the date ``days`` after midnight of day zero, at most the last of the calendar."""
        return self.day_zero + min(timedelta(days=days // 1), date.max - self.day_zero)
