"""A measured number with how many cases it rests on, its interval and its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

DRAWS, SEED = 2_000, 20
LOW, HIGH = 2.5, 97.5
FEWEST = 6
"""From so many values on an interval of the median exists that holds with 95 %."""


@dataclass(frozen=True)
class Measured:
    """A number of one KPI.

    ``value`` is None where there is not enough evidence; ``note`` then says what is missing.
    ``low`` and ``high`` bound it with 95 %, None where ``n`` is too small; ``method`` says how.
    """

    kpi: str
    title: str
    unit: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    method: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""

    @property
    def says(self) -> str:
        """Return the number as people read it, with its interval and n."""
        if self.value is None:
            return f"not enough evidence (n = {self.n})"
        span = "" if self.low is None else f", 95 % {self.low:.1f} to {self.high:.1f}"
        return f"{self.value:.1f} {self.unit} (n = {self.n}{span})"


def mean_interval(values: Sequence[float]) -> tuple[float | None, float | None]:
    """Return the bootstrap interval of a mean, 2,000 draws, fixed seed; None for one value."""
    if len(values) <= 1:
        return None, None
    kept = np.asarray(values, dtype=float)
    chance = np.random.default_rng(SEED)
    means = [kept[chance.integers(0, kept.size, kept.size)].mean() for _ in range(DRAWS)]
    low, high = np.percentile(means, (LOW, HIGH))
    return float(low), float(high)


def median_interval(values: Sequence[float]) -> tuple[float | None, float | None]:
    """Return the values between which the median lies with 95 %, by their order alone."""
    kept, n = sorted(values), len(values)
    if n < FEWEST:
        return None, None
    below, rank = 0.0, -1
    while below + comb(n, rank + 1) / 2**n <= (100 - HIGH) / 100:
        rank += 1
        below += comb(n, rank) / 2**n
    return kept[rank], kept[n - 1 - rank]
