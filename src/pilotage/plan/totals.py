"""What each wave of a plan carries, and which capacity is closest to its limit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pilotage.plan.problem import RESOURCES, Floats, Ints, Problem


@dataclass(frozen=True)
class Total:
    """One wave that is used: its day, its load and capacity in the order of ``RESOURCES``.

    ``binding`` is the capacity of which the largest share is used, such as ``cap_users``, or
    empty where nothing is bounded.
    """

    wave: int
    day: int
    load: tuple[float, ...]
    cap: tuple[float, ...]
    binding: str


def totals(problem: Problem, wave: Ints) -> list[Total]:
    """Return the used waves in time order."""
    k = problem.waves.k
    load = np.column_stack([np.bincount(wave, column, k) for column in problem.units.load.T])
    return [
        Total(
            number,
            int(problem.waves.day[number]),
            tuple(round(value, 6) for value in load[number].tolist()),
            tuple(problem.waves.cap[number].tolist()),
            _binding(load[number], problem.waves.cap[number]),
        )
        for number in np.unique(wave).tolist()
    ]


def _binding(load: Floats, cap: Floats) -> str:
    if not np.isfinite(cap).any():
        return ""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(cap > 0, load / cap, np.where(load > 0, np.inf, 0.0))
    return f"cap_{RESOURCES[int(share.argmax())]}"
