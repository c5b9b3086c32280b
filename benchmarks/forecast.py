"""Forecasts: 50,000 runs of a network of 1,000 tasks with 3,000 precedences, in a second."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.figure import Figure, peak_mb, seconds_figure, timed
from pilotage.plan.forecast import Ask, LongTail, Network, Task, ThreePoint, forecast, network_of
from pilotage.plan.forecast.simulate import Simulation

TASKS, WAITS, NEAR, CAUSES = 1_000, 3, 60, 40
RUNS = 50_000
LIMIT_SECONDS = 1.0
"""So 50,000 runs per second; drivers and criticality are part of it."""

LIMIT_MB = 512.0


def invented() -> Network:
    """Return tasks that wait for three earlier ones; some share a cause, some are mishaps."""
    rng = np.random.default_rng(1)
    tasks = []
    for n in range(TASKS):
        near = np.arange(max(0, n - NEAR), n)
        after = rng.choice(near, min(len(near), WAITS), replace=False)
        days = float(rng.uniform(1, 10))
        tied = n % 5 == 0
        tasks.append(
            Task(
                f"t{n}",
                ThreePoint(days / 2, days, days * 2) if n % 2 else LongTail(days, days * 2),
                tuple(f"t{before}" for before in after.tolist()),
                cause=f"cause {n % CAUSES}" if tied else "",
                correlation=0.4 if tied else 0.0,
                chance=0.2 if n % 10 == 9 else 1.0,
            )
        )
    return network_of(tasks)


def drained(network: Network, runs: int) -> int:
    """Simulate ``runs`` runs and nothing else; return how many tasks there were in all."""
    return sum(ends.size for ends in Simulation(network).batches(runs, 0))


def figures() -> Iterator[Figure]:
    """Yield the time of a whole forecast, of the simulation alone, and the memory of both."""
    network = invented()
    seconds, found = timed(lambda: forecast(network, Ask(RUNS)), runs=3)
    assert found.runs == RUNS
    yield seconds_figure("forecast.50k_runs_1000_tasks", seconds, "limit", LIMIT_SECONDS)
    yield Figure("forecast.memory", peak_mb(), "MB", "limit", LIMIT_MB, seconds, peak_mb())
    seconds, _ = timed(lambda: drained(network, RUNS), runs=3)
    yield seconds_figure("forecast.50k_runs_simulated", seconds, "limit", LIMIT_SECONDS)
