"""Planning with every kind of constraint: is a plan found wherever one was planted?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure, peak_mb, timed
from pilotage.plan import Solution, solve, violations
from pilotage.plan.warm import warm

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from plan.planted import planted

SIZES = ((50, 4, 20), (200, 8, 20), (1_000, 10, 20), (5_000, 20, 5), (20_000, 40, 3))
"""Units, waves, and how many problems of that size."""

SPARE = 0.03
"""Waves hold up to this share more than the planted plan puts into them."""


def found(seed: int, n: int, k: int) -> bool:
    """Return whether a plan within every constraint is found."""
    problem = planted(seed, n, k, SPARE).problem
    answer = solve(problem, effort="quick")
    return isinstance(answer, Solution) and not violations(problem, answer.wave)


def figures() -> Iterator[Figure]:
    """Yield, for each size, how many problems a plan is found for."""
    warm()
    for n, k, count in SIZES:
        seconds, held = timed(
            lambda n=n, k=k, count=count: sum(found(seed, n, k) for seed in range(count))
        )
        label = f"plan_constraints.found_{n}_units"
        yield Figure(label, held, "plans", "planted", count, seconds, peak_mb())
