"""One figure: a value, its unit, and how it compares with a peer or a limit of the same run."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Figure:
    """``ratio`` is value over peer_value: under 1 is better than the peer or inside the limit.

    ``seconds`` is the wall time of the measured work, ``peak_mb`` the peak memory of the
    process that did it (with everything that it had set up before).
    """

    name: str
    value: float
    unit: str
    peer: str
    peer_value: float
    seconds: float
    peak_mb: float

    @property
    def ratio(self) -> float:
        """Return value over peer_value."""
        return self.value / self.peer_value


def timed(work: Callable[[], Result], runs: int = 1) -> tuple[float, Result]:
    """Return the fewest seconds of ``runs`` runs, and what the last one returned."""
    best, result = float("inf"), None
    for _ in range(runs):
        began = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - began)
    assert result is not None
    return best, result


def peak_mb() -> float:
    """Return the peak memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def children_peak_mb() -> float:
    """Return the peak memory of the largest process that this one has waited for."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def seconds_figure(name: str, seconds: float, peer: str, peer_value: float) -> Figure:
    """Return a figure of time, with the peak memory of this process."""
    return Figure(name, seconds, "s", peer, peer_value, seconds, peak_mb())
