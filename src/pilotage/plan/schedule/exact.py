"""The exact solver for projects: a shorter schedule, a proof, or that there is none.

CP-SAT with one worker, a fixed seed and a bound on work, so the answer does not depend on the
machine.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from pilotage.plan.problem import Ints
from pilotage.plan.schedule.net import NEVER, Net


@dataclass(frozen=True, eq=False)
class Answer:
    """``start`` is the best schedule found or None, ``bound`` a proven lower bound of its end."""

    start: Ints | None
    bound: int
    impossible: bool = False


def solved(net: Net, sooner: Ints, tail: Ints, hint: Ints | None, work: float) -> Answer:
    """Return a schedule that ends no later than ``hint``, or any at all where there is none.

    ``sooner`` is the earliest start of each task and ``tail`` its least distance to the end.
    """
    end = net.horizon if hint is None else int((hint + net.duration).max(initial=0))
    cp = cp_model.CpModel()
    start = _starts(cp, net, sooner, np.minimum(net.latest, end - tail))
    _hold_order(cp, net, start)
    _hold_room(cp, net, start, end)
    finish = cp.new_int_var(int((sooner + tail).max(initial=0)), end, "")
    for one, least in zip(start, tail.tolist(), strict=True):
        cp.add(finish >= one + least)
    cp.minimize(finish)
    for one, value in zip(start, [] if hint is None else hint.tolist(), strict=False):
        cp.add_hint(one, value)
    solver = cp_model.CpSolver()
    solver.parameters.max_deterministic_time = work
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    status = solver.solve(cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        impossible = status == cp_model.INFEASIBLE
        return Answer(None, 0 if impossible else int(solver.best_objective_bound), impossible)
    found = np.array([solver.value(one) for one in start], np.int64)
    return Answer(found, round(solver.best_objective_bound))


def _starts(cp: cp_model.CpModel, net: Net, sooner: Ints, later: Ints) -> list[cp_model.IntVar]:
    start = []
    for task in range(net.size):
        first, last, length = int(sooner[task]), int(later[task]), int(net.duration[task])
        stretches = [
            [max(first, opens), min(last, closes - length)]
            for opens, closes in net.windows[task] or [(0, NEVER)]
        ]
        domain = cp_model.Domain.from_intervals([each for each in stretches if each[0] <= each[1]])
        start.append(cp.new_int_var_from_domain(domain, ""))
    return start


def _hold_order(cp: cp_model.CpModel, net: Net, start: list[cp_model.IntVar]) -> None:
    for task, one in enumerate(start):
        for then, lag in net.after[task]:
            cp.add(start[then] >= one + int(net.duration[task]) + lag)


def _hold_room(cp: cp_model.CpModel, net: Net, start: list[cp_model.IntVar], end: int) -> None:
    """Share each resource; what is missing from its most is held by stretches that stand still."""
    runs = [
        cp.new_fixed_size_interval_var(one, int(length), "")
        for one, length in zip(start, net.duration, strict=True)
    ]
    ticks = np.append(net.room.at, max(end, int(net.room.at[-1]) + 1))
    for column, need in enumerate(net.need.T):
        using = np.flatnonzero((need > 0) & (net.duration > 0)).tolist()
        free = net.room.free[:, column]
        missing = free.max() - free
        gaps = np.flatnonzero(missing).tolist()
        still = [
            cp.new_fixed_size_interval_var(int(ticks[gap]), int(ticks[gap + 1] - ticks[gap]), "")
            for gap in gaps
        ]
        if using:
            cp.add_cumulative(
                [*(runs[task] for task in using), *still],
                [*(int(need[task]) for task in using), *(int(missing[gap]) for gap in gaps)],
                int(free.max()),
            )
