"""The optimum of a small problem with its proof: by our own search, or else by the exact solver."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pilotage.plan.check import violations
from pilotage.plan.contract import SCALE
from pilotage.plan.exact import Answer, best_plan, last_waves, most_wishes
from pilotage.plan.net import Net, within
from pilotage.plan.objective import objective, yardstick
from pilotage.plan.pilot import missed
from pilotage.plan.problem import Ints, Problem
from pilotage.plan.proof import is_provable, proof

SMALL = 200
"""The exact solver is asked up to so many pairs of node and wave."""

AFTER = 5
"""After our own search has given up, the exact solver gets such a part of the work."""

NEAR = 1e-7
"""A plan that wins less than this of the objective is no better one."""


def optimum(problem: Problem, net: Net, work: float, hint: Ints) -> Answer | None:
    """Return the best plan that is found and a bound of the total; None if the net is too large.

    ``hint`` is the best plan so far. ``work`` bounds our own search, or the solver.
    """
    made = _proven(problem, net, work, hint)
    if made is not None and made[1]:
        return made[0]
    if net.size * net.k > SMALL:
        return None if made is None else made[0]
    known = hint if made is None or made[0].part is None else made[0].part
    answer = best_plan(problem, net, work if made is None else work / AFTER, known)
    if made is not None and made[0].bound > answer.bound:
        return replace(answer, bound=made[0].bound)
    return answer


def _proven(problem: Problem, net: Net, work: float, hint: Ints) -> tuple[Answer, bool] | None:
    """Return what our own search finds and whether that is proven; None if it cannot be asked."""
    if not is_provable(net) or not problem.weights.ordered:
        return None
    lacks = int(missed(problem, hint[net.node_of]))
    wished = int(problem.cover.tag_min.sum())
    if lacks and most_wishes(problem, net, work, hint) > wished - lacks:
        return None
    part, total = hint, objective(problem, hint[net.node_of]).total
    ends, bound, complete = last_waves(problem), np.inf, True
    for last in ends:
        level = within(net, problem.waves.day, last)
        if level.stuck >= 0:
            continue
        finish = problem.weights.finish * float(problem.waves.day[last]) / yardstick(problem)
        below = (total - finish - NEAR) * SCALE
        found = proof(problem, level, part, below, work / len(ends))
        complete &= found.complete
        bound = min(bound, found.bound / SCALE + finish)
        if found.part is not None and not violations(problem, found.part[net.node_of]):
            part, total = found.part, objective(problem, found.part[net.node_of]).total
    return Answer(part, impossible=False, bound=min(bound, total)), complete
