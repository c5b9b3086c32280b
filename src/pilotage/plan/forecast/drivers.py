"""What would be won without each cause of lateness: the same runs, computed once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from pilotage.facts.forecast import Driver
from pilotage.plan.forecast.critical import took
from pilotage.plan.forecast.simulate import Minutes, Simulation
from pilotage.plan.forecast.spread import MINUTES
from pilotage.plan.problem import Bools

CANDIDATES = 8
"""So many causes are computed again. Of more, those that vary most on the longest path."""

TOLD = 3


def drivers(
    simulation: Simulation,
    ends: Minutes,
    on_path: Bools,
    *,
    seed: int,
    deadline: int | None,
) -> tuple[Driver, ...]:
    """Return the causes without which most days are won, the best first, ``TOLD`` at most.

    ``ends`` and ``on_path`` are of the first runs with ``seed``; ``deadline`` is the first
    minute that is too late. A cause without which nothing is won is none.
    """
    finish = ends.max(axis=0)
    tried = [
        _won(cause, finish, _finish_without(simulation, cause, ends.shape[1], seed), deadline)
        for cause in _candidates(simulation, ends, on_path)
    ]
    best = sorted(tried, key=lambda each: (-each.days, -(each.chance or 0), each.cause))
    return tuple(each for each in best if each.days > 0)[:TOLD]


def _finish_without(simulation: Simulation, cause: str, runs: int, seed: int) -> Minutes:
    batches = simulation.batches(runs, seed, without=cause)
    return np.concatenate([ends.max(axis=0) for ends in batches])


def _won(cause: str, finish: Minutes, without: Minutes, deadline: int | None) -> Driver:
    days = float((finish - without).mean()) / MINUTES
    p80 = float(np.quantile(finish, 0.8) - np.quantile(without, 0.8)) / MINUTES
    if deadline is None:
        return Driver(cause, days, p80, None)
    return Driver(cause, days, p80, float((without < deadline).mean() - (finish < deadline).mean()))


def _candidates(simulation: Simulation, ends: Minutes, on_path: Bools) -> Iterable[str]:
    """Return the causes whose tasks stray furthest from the median while they set the end."""
    strays = _strays(simulation, took(simulation.network, ends), on_path)
    ranked = sorted(strays, key=lambda cause: (-strays[cause], cause))
    return [cause for cause in ranked if strays[cause] > 0][:CANDIDATES]


def _strays(simulation: Simulation, spent: Minutes, on_path: Bools) -> Mapping[str, float]:
    """Return by cause the mean minutes that its tasks stray while on the longest path."""
    found: dict[str, float] = {}
    for number, task in enumerate(simulation.network.tasks):
        median = simulation.median(number) if task.certain else 0
        stray = float((np.abs(spent[number] - median) * on_path[number]).mean())
        found[task.blamed] = found.get(task.blamed, 0.0) + stray
    return found
