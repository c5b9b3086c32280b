"""What a plan costs: the exact objective of the problem format.

``ordered`` sums, over every dependency, its weight times how many waves its two ends lie apart.
The total weight that it is divided by counts each edge and each entry of a group once. The
yardstick of ``finish`` is the deadline; without one it is the day of the last wave.
"""

from __future__ import annotations

import numpy as np

from pilotage.facts.plan import Objective
from pilotage.plan.problem import Floats, Groups, Ints, Problem


def objective(problem: Problem, wave: Ints) -> Objective:
    """Return the objective of the plan in which unit ``i`` moves in ``wave[i]``."""
    edges, weights = problem.edges, problem.weights
    apart = np.abs(wave[edges.u] - wave[edges.v])
    ordered = float(edges.w @ apart) + _ordered_groups(problem, wave)
    last = int(problem.waves.day[wave.max()])
    total = weights.ordered * ordered / (problem.total_weight or 1.0)
    total += weights.finish * last / yardstick(problem)
    total += weights.risk * risk_early(problem, wave)
    return Objective(total, ordered, float(edges.w @ (apart > 0)))


def yardstick(problem: Problem) -> float:
    """Return the day that the last day is measured against, at least 1."""
    day = problem.deadline_day if problem.deadline_day >= 0 else int(problem.waves.day[-1])
    return float(max(day, 1))


def risk_early(problem: Problem, wave: Ints) -> float:
    """Return the risk that moves early, 0 to 1: the mean over people of risk times earliness."""
    users = problem.units.load[:, 0]
    day = problem.waves.day[wave]
    last = day.max()
    if last <= 0 or not users.any():
        return 0.0
    return float((users * problem.units.risk) @ (1 - day / last) / users.sum())


def group_waves(groups: Groups, wave: Ints) -> Ints:
    """Return the wave of each group: that of its unit, or the lower median of its members."""
    centre = wave[np.maximum(groups.unit, 0)]
    free = (groups.unit < 0) & (groups.sizes > 0)
    if free.any():
        order = np.lexsort((wave[groups.members], groups.group_of))
        middle = groups.ptr[:-1] + np.maximum(groups.sizes - 1, 0) // 2
        centre[free] = wave[groups.members[order[middle[free]]]]
    return centre


def _ordered_groups(problem: Problem, wave: Ints) -> float:
    groups = problem.groups
    centre = group_waves(groups, wave)[groups.group_of]
    apart: Floats = np.abs(wave[groups.members] - centre).astype(np.float64)
    return float(problem.shares @ apart)
