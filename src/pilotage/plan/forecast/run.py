"""The forecast of a network: when it ends, with which chance, and what makes it late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from pilotage.facts.errors import InputError
from pilotage.facts.forecast import Calibration, Forecast
from pilotage.plan.forecast.critical import critical, criticality
from pilotage.plan.forecast.drivers import drivers
from pilotage.plan.forecast.network import Network
from pilotage.plan.forecast.simulate import Minutes, Simulation
from pilotage.plan.forecast.spread import MINUTES

EXAMINED = 2048
"""So many runs, from the first, are looked at task by task and computed again per driver."""

MOST_RUNS = 10_000_000
TASKS_TOLD = 20
DAY_ZERO = date(1970, 1, 1)


@dataclass(frozen=True)
class Ask:
    """How many runs, with which seed, from which day on, and by when it should end.

    The deadline is met where the last task ends on that date or before.
    """

    runs: int = 10_000
    seed: int = 0
    day_zero: date = DAY_ZERO
    deadline: date | None = None


def forecast(
    network: Network,
    ask: Ask | None = None,
    *,
    calibration: Calibration | None = None,
    assumed: Iterable[str] = (),
) -> Forecast:
    """Return the finish of ``network`` over many runs; the same ask gives the same answer.

    Raises:
        InputError: ``runs`` or ``seed`` cannot be; names the key.
    """
    ask = _checked(ask or Ask())
    simulation = Simulation(network)
    first, finish = _runs(simulation, ask)
    on_path = critical(network, first)
    shares = criticality(network, first, on_path)
    too_late = None if ask.deadline is None else ((ask.deadline - ask.day_zero).days + 1) * MINUTES
    p20, p50, p80 = (_quantile(finish, share) for share in (0.2, 0.5, 0.8))
    days, counts = np.unique(finish // MINUTES, return_counts=True)
    ranked = sorted(zip(network.tasks, shares.tolist(), strict=True), key=lambda each: -each[1])
    return Forecast(
        ask.day_zero,
        p20,
        p50,
        p80,
        ask.deadline,
        None if too_late is None else float((finish < too_late).mean()),
        tuple(zip(days.tolist(), counts.tolist(), strict=True)),
        drivers(simulation, first, on_path, seed=ask.seed, deadline=too_late),
        tuple((task.name, share) for task, share in ranked[:TASKS_TOLD]),
        ask.seed,
        ask.runs,
        first.shape[1],
        calibration,
        tuple(assumed),
    )


def _runs(simulation: Simulation, ask: Ask) -> tuple[Minutes, Minutes]:
    """Return the ends of all tasks in the first runs, and the finish of every run."""
    first: list[Minutes] = []
    finish: list[Minutes] = []
    for ends in simulation.batches(ask.runs, ask.seed):
        finish.append(ends.max(axis=0))
        if (missing := EXAMINED - sum(each.shape[1] for each in first)) > 0:
            first.append(ends[:, :missing])
    return np.concatenate(first, axis=1), np.concatenate(finish)


def _quantile(finish: Minutes, share: float) -> float:
    """Return the days by which at least ``share`` of the runs have ended."""
    return float(np.quantile(finish, share, method="inverted_cdf")) / MINUTES


def _checked(ask: Ask) -> Ask:
    if not 1 <= ask.runs <= MOST_RUNS:
        raise InputError(f"must be from 1 to {MOST_RUNS:,}, not {ask.runs}", where="runs")
    if ask.seed < 0:
        raise InputError(f"must be 0 or more, not {ask.seed}", where="seed")
    return ask
