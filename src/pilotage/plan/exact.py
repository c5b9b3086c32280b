"""The exact solver for small problems, and for the question whether any plan exists.

CP-SAT with one worker, a fixed seed and a bound on work instead of time, so that the answer does
not depend on the machine. Loads and capacities are counted in millionths.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from pilotage.plan.contract import SCALE
from pilotage.plan.net import Net, within
from pilotage.plan.objective import yardstick
from pilotage.plan.problem import Floats, Ints, Problem

GRID = 1e6
"""Steps per unit of load."""

NEAR = 1e-3
"""A load this close to a whole step is meant to be on it."""

COARSER = 2.0**-8
"""Node costs are counted this much coarser, which the solver handles better."""


@dataclass(frozen=True, eq=False)
class Answer:
    """What the solver found.

    ``part`` is a placement or None; ``impossible`` says that none exists; ``bound`` is a proven
    lower bound of the cost, in units of the objective.
    """

    part: Ints | None
    impossible: bool
    bound: float = 0.0


def some_plan(problem: Problem, net: Net, work: float, hint: Ints | None = None) -> Answer:
    """Return a placement within every constraint, with as many pilot wishes met as found."""
    model = _Model(problem, net)
    if model.wishes:
        model.cp.maximize(sum(model.wishes))
    return model.solve(work, hint)


def best_plan(problem: Problem, net: Net, work: float, hint: Ints) -> Answer:
    """Return the cheapest placement, given one to start from, with a lower bound.

    Each possible last wave is solved by itself, with its share of the work, because what risk
    costs depends on it. The pilot meets as many wishes as it can, then the cost decides.
    """
    met = most_wishes(problem, net, work, hint)
    found: tuple[float, Ints] | None = None
    bound = np.inf
    ends = last_waves(problem)
    for last in ends:
        finish = problem.weights.finish * float(problem.waves.day[last]) / yardstick(problem)
        level = within(net, problem.waves.day, last)
        if level.stuck >= 0:
            continue
        model = _Model(problem, level)
        if met and not model.wishes:
            continue
        if met:
            model.cp.add(sum(model.wishes) >= met)
        model.minimise(None if found is None else found[0] - finish)
        answer = model.solve(work / len(ends), hint)
        if answer.part is not None:
            found = (model.value + finish, answer.part)
        bound = min(bound, bound if answer.impossible else answer.bound + finish)
    if found is None:
        return Answer(None, impossible=bound == np.inf)
    return Answer(found[1], impossible=False, bound=min(bound, found[0]))


def most_wishes(problem: Problem, net: Net, work: float, hint: Ints) -> int:
    """Return how many wishes about the pilot can be met together, as far as is found."""
    model = _Model(problem, net)
    if not model.wishes:
        return 0
    model.cp.maximize(sum(model.wishes))
    model.solve(work, hint)
    return round(model.value)


def last_waves(problem: Problem) -> list[int]:
    """Return each wave that may be the last one and is worth a look by itself."""
    day, weights = problem.waves.day, problem.weights
    if not weights.finish and not weights.risk:
        return [len(day) - 1]
    return [int(end) for end in np.flatnonzero(np.append(np.diff(day) > 0, True))]


class _Model:
    """The model of one net: where each node moves, and by which wave it has moved."""

    def __init__(self, problem: Problem, net: Net) -> None:
        self.cp = cp_model.CpModel()
        self.net = net
        self.scale = 1.0
        self.value = 0.0
        self.moves = [
            {int(k): self.cp.new_bool_var("") for k in np.flatnonzero(row)} for row in net.allowed
        ]
        for moves in self.moves:
            self.cp.add_exactly_one(moves.values())
        self._hold_capacity()
        self._hold_order()
        self.wishes: list[cp_model.IntVar] = []
        if problem.waves.pilot >= 0:
            self._hold_pilot(problem)

    def minimise(self, below: float | None) -> None:
        """Minimise the cost; of interest are only placements that cost less than ``below``."""
        net, moved = self.net, self._moved()
        source = np.repeat(np.arange(net.size), np.diff(net.ptr))
        once = (source < net.idx) & (net.w > 0)
        terms: list[cp_model.LinearExprT] = []
        for u, v, w in zip(source[once], net.idx[once], net.w[once], strict=True):
            weight = round(float(w) * COARSER)
            for one, other in zip(moved[u], moved[v], strict=True):
                apart = self.cp.new_bool_var("")
                self.cp.add(apart >= one - other)
                self.cp.add(apart >= other - one)
                terms.append(weight * apart)
        for node, moves in enumerate(self.moves):
            early = np.rint(net.risk[node] * net.early * COARSER).astype(np.int64)
            terms.extend(int(early[k]) * move for k, move in moves.items() if early[k])
        self.scale = SCALE * COARSER
        total = sum(terms) if terms else 0
        if below is not None:
            self.cp.add(total <= int(below * self.scale) - 1)
        self.cp.minimize(total)

    def solve(self, work: float, hint: Ints | None) -> Answer:
        """Solve with at most ``work`` of effort, in the solver's own deterministic measure."""
        if hint is not None:
            for moves, wave in zip(self.moves, hint, strict=True):
                for k, move in moves.items():
                    self.cp.add_hint(move, k == wave)
        solver = cp_model.CpSolver()
        solver.parameters.max_deterministic_time = work
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        status = solver.solve(self.cp)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            bound = solver.best_objective_bound / self.scale
            return Answer(None, status == cp_model.INFEASIBLE, bound)
        self.value = solver.objective_value / self.scale
        part = np.array(
            [next(k for k, move in moves.items() if solver.value(move)) for moves in self.moves]
        )
        return Answer(part, impossible=False, bound=solver.best_objective_bound / self.scale)

    def _hold_capacity(self) -> None:
        needs, room = _in_steps(self.net.load, self.net.cap)
        for resource in range(room.shape[1]):
            total = int(needs[:, resource].sum())
            for wave in np.flatnonzero(room[:, resource] < total).tolist():
                inside = [
                    int(need) * moves[wave]
                    for need, moves in zip(needs[:, resource], self.moves, strict=True)
                    if need and wave in moves
                ]
                if inside:
                    self.cp.add(sum(inside) <= int(room[wave, resource]))

    def _hold_order(self) -> None:
        arcs = self.net.arcs
        for u, v, gap in zip(arcs.u, arcs.v, arcs.gap, strict=True):
            after, first = (_wave_of(self.moves[node]) for node in (v, u))
            self.cp.add(after >= first + int(gap))

    def _hold_pilot(self, problem: Problem) -> None:
        pilot, cover = problem.waves.pilot, problem.cover
        needs, _ = _in_steps(self.net.load, self.net.cap)
        inside = [(node, moves[pilot]) for node, moves in enumerate(self.moves) if pilot in moves]
        if cover.min_users > 0:
            people = sum(int(needs[node, 0]) * move for node, move in inside)
            self.cp.add(people >= round(cover.min_users * GRID))
        piloted = dict(inside)
        for at, least in enumerate(cover.tag_min):
            members = [self.net.node_of[unit] for unit in cover.tags[at]]
            moves = [piloted[node] for node in members if node in piloted]
            if moves and least:
                met = self.cp.new_int_var(0, int(least), "")
                self.cp.add(met <= sum(moves))
                self.wishes.append(met)

    def _moved(self) -> list[list[cp_model.LinearExprT]]:
        """Return, per node and wave but the last, whether the node has moved by then."""
        moved = []
        for moves in self.moves:
            done: list[cp_model.LinearExprT] = []
            for wave in range(self.net.k - 1):
                by_then = [move for k, move in moves.items() if k <= wave]
                done.append(sum(by_then) if by_then else 0)
            moved.append(done)
        return moved


def _wave_of(moves: dict[int, cp_model.IntVar]) -> cp_model.LinearExprT:
    return sum(k * move for k, move in moves.items())


def _in_steps(load: Floats, cap: Floats) -> tuple[Ints, Floats]:
    """Return loads and capacities in whole steps; loads off the grid are rounded up."""
    steps = load * GRID
    whole = np.rint(steps)
    rounded = np.where(np.abs(steps - whole) < NEAR, whole, np.ceil(steps))
    return rounded.astype(np.int64), np.floor(cap * GRID + NEAR)
