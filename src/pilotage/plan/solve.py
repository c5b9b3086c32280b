"""From a problem to a plan, or to the reasons why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pilotage.facts.errors import InputError
from pilotage.facts.plan import Objective
from pilotage.plan.anneal import Progress
from pilotage.plan.bound import above, ordered_bound
from pilotage.plan.check import unmet_wishes, violations
from pilotage.plan.conflict import Conflict, conflict_of, unproven
from pilotage.plan.feasible import possible
from pilotage.plan.net import Net
from pilotage.plan.objective import objective
from pilotage.plan.optimum import optimum
from pilotage.plan.problem import Ints, Problem
from pilotage.plan.search import EFFORTS, Best, Search

SAME = 1e-6
"""A bound this close to the total, as a share of it, proves it: weights are counted in steps."""


@dataclass(frozen=True, eq=False)
class Solution:
    """A plan that holds every hard constraint: unit ``i`` moves in ``wave[i]``.

    ``unmet`` are wishes about the pilot that could not be met, in words. ``complete`` is False
    if the search was interrupted and this was the best so far.
    """

    wave: Ints
    objective: Objective
    seed: int
    effort: str
    unmet: tuple[str, ...] = ()
    complete: bool = True


def solve(
    problem: Problem,
    *,
    effort: str = "standard",
    seed: int | None = None,
    progress: Progress | None = None,
) -> Solution | Conflict:
    """Return the best plan that the effort finds, or why there is none.

    ``effort`` is quick, standard or best: a bound on work, not on time, so that the same problem
    and seed give the same plan. Without ``seed`` the problem's own is used. ``progress`` is
    called with what is being done and its share, 0 to 1. An interrupt from the keyboard ends the
    search and keeps the best plan so far.

    Raises:
        InputError: there is no such effort.
    """
    if effort not in EFFORTS:
        raise InputError(f"effort is one of {', '.join(EFFORTS)}, not {effort!r}.", where="effort")
    seed = problem.seed if seed is None else seed
    verdict = possible(problem, EFFORTS[effort].work)
    if verdict.exists is False:
        return conflict_of(problem)
    best = Best(problem)
    if verdict.part is not None:
        best.offer(verdict.net, verdict.part)
    complete, bound, least = True, None, None
    try:
        rng = np.random.default_rng(seed)
        Search(best, EFFORTS[effort], rng).run(verdict.net, progress or _quiet)
        bound = _proven(problem, verdict.net, best, EFFORTS[effort].work)
        if effort != "quick":
            least = ordered_bound(problem, verdict.net)
    except KeyboardInterrupt:
        if best.part is None:
            raise
        complete = False
    if best.part is None:
        return unproven(problem)
    made = _solution(problem, best.part[verdict.net.node_of], seed, effort, bound, complete)
    return made if least is None else replace(made, objective=above(made.objective, least))


def _quiet(doing: str, share: float) -> None:
    """Tell nobody."""


def _proven(problem: Problem, net: Net, best: Best, work: float) -> float | None:
    """Return a lower bound of the total, where the problem is small enough for one."""
    if best.part is None:
        return None
    answer = optimum(problem, net, work, best.part)
    if answer is None:
        return None
    if answer.part is not None:
        best.offer(net, answer.part)
    return answer.bound


def _solution(
    problem: Problem, wave: Ints, seed: int, effort: str, bound: float | None, complete: bool
) -> Solution:
    broken = violations(problem, wave)
    assert not broken, f"the planner broke its own rules: {broken[:3]}"
    made = objective(problem, wave)
    if bound is not None:
        made = _bounded(problem, made, min(bound, made.total))
    unmet = tuple(unmet_wishes(problem, wave))
    return Solution(wave, made, seed, effort, unmet, complete)


def solution_of(problem: Problem, wave: Ints, seed: int, effort: str) -> Solution:
    """Return a plan that was found otherwise as a solution, without a bound."""
    return _solution(problem, wave, seed, effort, None, complete=True)


def _bounded(problem: Problem, made: Objective, bound: float) -> Objective:
    """Return the objective with the least ``ordered`` that the bound on the total leaves.

    A bound that leaves nothing says nothing, and is left out.
    """
    share = (problem.total_weight or 1.0) / (problem.weights.ordered or 1.0)
    if made.total - bound <= SAME * max(made.total, 1.0):
        bound = made.total
    least = made.ordered - (made.total - bound) * share
    if least < 0 or 0 == least < made.ordered:
        return made
    gap = (made.ordered - least) / least if least else 0.0
    return Objective(made.total, made.ordered, made.edges_cut, least, gap)
