"""A new plan that changes a published one as little as is wanted, and what each wish costs.

The search pays a price for each person who leaves a published wave. Without a price it finds the
best plan there is; with ever higher prices fewer people move. Each price gives one point of the
curve of people moved against cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pilotage.plan.anchors import anchored
from pilotage.plan.anneal import Progress, stage
from pilotage.plan.check import violations
from pilotage.plan.conflict import Conflict, conflict_of
from pilotage.plan.contract import SCALE
from pilotage.plan.feasible import Verdict, possible
from pilotage.plan.multilevel import from_placement
from pilotage.plan.net import Net, holding
from pilotage.plan.objective import objective
from pilotage.plan.pilot import missed
from pilotage.plan.polish import polish
from pilotage.plan.problem import Floats, Ints, Problem
from pilotage.plan.repair import repair
from pilotage.plan.search import EFFORTS, Best
from pilotage.plan.solve import Solution, solution_of, solve
from pilotage.plan.start import legal

DEAR = 100.0
"""The price that only forced moves are worth, in mean costs of all that hangs on a unit."""

PRICES = (4.0, 1.0, 0.3)
"""Prices between, in what a moved person wins from the fewest moves to the lowest cost."""

NOBODY = 0.1
"""A unit without people counts as so much of a person."""

Move = tuple[str, int, int]
"""A unit, its published wave, and its new one."""


@dataclass(frozen=True, eq=False)
class Point:
    """One plan of the curve: ``price`` per moved person in units of the objective, and who moves.

    ``people`` are those who leave their published wave; ``moved`` holds every unit that does.
    """

    price: float
    people: float
    moved: tuple[Move, ...]
    solution: Solution


@dataclass(frozen=True, eq=False)
class Replan:
    """The problem as it is now, and the curve: fewest people moved first, cheapest last.

    No point moves more people than another without being cheaper.
    """

    problem: Problem
    points: tuple[Point, ...]


def replan(
    problem: Problem,
    old: Ints,
    *,
    effort: str = "standard",
    seed: int | None = None,
    progress: Progress | None = None,
) -> Replan | Conflict:
    """Return plans between the fewest moves and the lowest cost, or why there is none.

    ``old`` is the published wave of each unit, -1 for one that has none.
    """
    tell = progress or _quiet
    seed = problem.seed if seed is None else seed
    verdict = possible(problem, EFFORTS[effort].work)
    if verdict.exists is False:
        return conflict_of(problem)
    stages = len(PRICES) + 2
    free = solve(problem, effort=effort, seed=seed, progress=stage(tell, 0, stages))
    if isinstance(free, Conflict):
        return free

    def priced(price: float, known: list[Ints], number: int) -> Point:
        rng, told = np.random.default_rng(seed), stage(tell, number, stages)
        wave = _settled(_Paid(problem, old, price), verdict, known, effort, rng, told)
        return _point(problem, old, price, solution_of(problem, wave, seed, effort))

    dearest = DEAR * verdict.net.typical / SCALE
    points = [_point(problem, old, 0.0, free), priced(dearest, [free.wave], 1)]
    rate = _won_per_person(points[1], points[0])
    for number, factor in enumerate(PRICES if rate > 0 else (), start=2):
        known = [point.solution.wave for point in points]
        points.append(priced(factor * rate, known, number))
    return Replan(problem, tuple(_curve(points)))


class _Paid(Best):
    """The best plan when each person who leaves a published wave has a price."""

    def __init__(self, problem: Problem, old: Ints, price: float) -> None:
        super().__init__(problem)
        self.old, self.price = old, price

    def offer(self, net: Net, part: Ints) -> bool:
        """Keep ``part`` if it holds every rule and is better than what was kept."""
        wave = part[net.node_of]
        cost = objective(self.problem, wave).total
        cost += self.price * float(_worth(self.problem) @ _moves(self.old, wave))
        rank = (missed(self.problem, wave), cost)
        if rank >= self.rank or violations(self.problem, wave):
            return False
        self.part, self.rank = part, rank
        return True


def _settled(
    best: _Paid,
    verdict: Verdict,
    known: list[Ints],
    effort: str,
    rng: np.random.Generator,
    tell: Progress,
) -> Ints:
    """Return the best plan for one price, from the published one and from those known."""
    problem, spent = best.problem, EFFORTS[effort]
    pull = _pulls(verdict.net, best)
    net = anchored(_piloted(problem, verdict.net, best.old), pull[0], pull[1])
    for wave in known:
        best.offer(verdict.net, _nodes(verdict.net, wave))
    start = legal(net, np.append(_homes(verdict.net, best.old), np.arange(net.k)))
    for _ in range(1 + spent.reheats // 2):
        part, fits = repair(net, start, 50 * net.k)
        if fits:
            part = polish(net, part, spent.rounds, rng)
            best.offer(net, part)
        start = from_placement(net, part, spent.seconds(net) / 12, rng, tell)
    assert best.part is not None
    found: Ints = best.part[verdict.net.node_of]
    return found


def _pulls(net: Net, best: _Paid) -> tuple[Ints, Floats]:
    """Return the published wave of each node, and what leaving it costs per wave."""
    people: Floats = np.bincount(net.node_of, _worth(best.problem), net.size).astype(np.float64)
    return _homes(net, best.old), people * (best.price * SCALE)


def _homes(net: Net, old: Ints) -> Ints:
    """Return the published wave of each node, that of its first unit; -1 where it has none."""
    home = np.full(net.size, -1)
    home[net.node_of[::-1]] = old[::-1]
    return home


def _nodes(net: Net, wave: Ints) -> Ints:
    """Return a placement of the nodes in which each unit is in its ``wave``."""
    part = legal(net, np.zeros(net.size, np.int64))
    part[net.node_of] = wave
    return part


def _piloted(problem: Problem, net: Net, old: Ints) -> Net:
    """Return the net in which the published pilot stays, as far as it may."""
    pilot = problem.waves.pilot
    if pilot < 0:
        return net
    stays = np.flatnonzero((_homes(net, old) == pilot) & net.allowed[:, pilot])
    held = holding(net, stays, pilot)
    return net if held.stuck >= 0 else held


def _worth(problem: Problem) -> Floats:
    people: Floats = np.maximum(problem.units.load[:, 0], NOBODY)
    return people


def _moves(old: Ints, wave: Ints) -> Floats:
    left: Floats = ((old >= 0) & (old != wave)).astype(np.float64)
    return left


def _point(problem: Problem, old: Ints, price: float, solution: Solution) -> Point:
    moved = np.flatnonzero(_moves(old, solution.wave))
    rows = zip(moved.tolist(), old[moved].tolist(), solution.wave[moved].tolist(), strict=True)
    people = float(problem.units.load[moved, 0].sum())
    return Point(price, people, tuple((problem.units.id[at], a, b) for at, a, b in rows), solution)


def _won_per_person(fewest: Point, cheapest: Point) -> float:
    """Return what the cheapest plan costs less, per person whom it moves more."""
    won = fewest.solution.objective.total - cheapest.solution.objective.total
    return won / max(cheapest.people - fewest.people, 1.0)


def _curve(points: list[Point]) -> Iterator[Point]:
    """Yield the points that no other one beats in both respects, fewest people moved first."""
    cheapest = np.inf
    order = sorted(points, key=lambda one: (one.people, one.solution.objective.total, -one.price))
    for point in order:
        if point.solution.objective.total < cheapest:
            cheapest = point.solution.objective.total
            yield point


def _quiet(doing: str, share: float) -> None:
    """Tell nobody."""
