"""How long something takes, as a range: three points, or a median with a long tail."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import isfinite, log
from statistics import NormalDist

import numpy as np

from pilotage.plan.problem import Floats, Ints

MINUTES = 24 * 60
"""Minutes in a day. The simulation adds whole minutes, so that its sums are exact."""

MOST_DAYS = 4_000_000.0
"""Longer than a calendar has days."""
ATOMS = 1024
"""A range becomes so many equally likely lengths, each the mean of its share of the range."""

FINE = 4
"""Points at which each share is read to find its mean."""

STANDARD = NormalDist()
CHANCES: Floats = (np.arange(ATOMS * FINE) + 0.5) / (ATOMS * FINE)
NORMALS: Floats = np.array([STANDARD.inv_cdf(chance) for chance in CHANCES.tolist()])
"""The points, and the standard normal values that are not exceeded with these chances."""

Z90 = STANDARD.inv_cdf(0.9)


@dataclass(frozen=True)
class ThreePoint:
    """A triangle between ``low`` and ``high`` days with its tip at ``likely``."""

    low: float
    likely: float
    high: float

    @property
    def fault(self) -> str:
        """Say what is wrong with the numbers, empty if nothing is."""
        if bad := _bad_number(self):
            return bad
        ordered = self.low <= self.likely <= self.high
        return "" if ordered else "low, likely and high must not fall"

    @property
    def quantiles(self) -> Floats:
        """Return the days that are not exceeded with each of ``CHANCES``."""
        low, likely, high = self.low, self.likely, self.high
        rising = low + np.sqrt(CHANCES * (high - low) * (likely - low))
        falling = high - np.sqrt((1 - CHANCES) * (high - low) * (high - likely))
        found: Floats = np.where(CHANCES * (high - low) < likely - low, rising, falling)
        return found


@dataclass(frozen=True)
class LongTail:
    """A lognormal: half of all take at most ``p50`` days, nine of ten at most ``p90``."""

    p50: float
    p90: float

    @property
    def fault(self) -> str:
        """Say what is wrong with the numbers, empty if nothing is."""
        if bad := _bad_number(self):
            return bad
        return "" if 0 < self.p50 <= self.p90 else "p50 must be above 0, p90 not below it"

    @property
    def sigma(self) -> float:
        """Return the standard deviation of the logarithm."""
        return log(self.p90 / self.p50) / Z90

    @property
    def quantiles(self) -> Floats:
        """Return the days that are not exceeded with each of ``CHANCES``."""
        found: Floats = self.p50 * np.exp(self.sigma * NORMALS)
        return found


Spread = ThreePoint | LongTail


def exactly(days: float) -> ThreePoint:
    """Return a length without a range."""
    return ThreePoint(days, days, days)


def atoms(spread: Spread) -> Ints:
    """Return ``ATOMS`` equally likely lengths in minutes, rising, with the mean of the range."""
    return minutes(spread.quantiles.reshape(ATOMS, FINE).mean(axis=1))


def varies(spread: Spread) -> bool:
    """Say whether the length is not always the same."""
    match spread:
        case ThreePoint(low, _, high):
            return low < high
        case LongTail(p50, p90):
            return p50 < p90


def minutes(days: Floats) -> Ints:
    """Return days as whole minutes."""
    return np.rint(days * MINUTES).astype(np.int64)


def _bad_number(spread: Spread) -> str:
    for each in fields(spread):
        value = getattr(spread, each.name)
        if not (isfinite(value) and 0 <= value <= MOST_DAYS):
            return f"{each.name} must be a number of days from 0 to {MOST_DAYS:,.0f}, not {value}"
    return ""
