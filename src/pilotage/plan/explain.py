"""Why one unit moves in its wave: what holds it there, and what every other wave would cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pilotage.facts.errors import NotKnown
from pilotage.plan.allowed import forbidden
from pilotage.plan.check import violations
from pilotage.plan.objective import objective
from pilotage.plan.problem import Ints, Problem
from pilotage.plan.reasons import NO_NAMES, reasons, ties

WHY_NOT = {
    "pin": "it is pinned elsewhere",
    "ready": "it is not ready by then",
    "freeze": "its department is frozen",
    "deadline": "it is after the deadline",
    "pilot": "the limits of the pilot keep it out",
}
"""What a rule about single units says about a wave that it forbids."""

NO_UNIT = "a group without a unit"

SHOWN = 5
"""So many dependencies are named."""


@dataclass(frozen=True)
class Alternative:
    """Another wave: what the whole plan would cost more there (less if negative), or why not.

    ``cost`` is in units of the objective and None where the unit may not move.
    """

    wave: int
    cost: float | None
    why_not: str = ""


@dataclass(frozen=True)
class Explanation:
    """Why a unit is where it is.

    ``kept`` and ``cut`` name the heaviest dependencies that move with it and that do not.
    ``alternatives`` stand in the order of waves, the unit's own left out.
    """

    unit: str
    name: str
    wave: int
    because: str
    kept: tuple[str, ...]
    cut: tuple[str, ...]
    alternatives: tuple[Alternative, ...]

    def lines(self) -> list[str]:
        """Return the explanation as lines for people."""
        said = [f"{self.name} moves in wave {self.wave}: {self.because}."]
        said += [f"Kept: {one}." for one in self.kept] + [f"Cut: {one}." for one in self.cut]
        for one in self.alternatives:
            costs = "" if one.cost is None else f"would change the cost by {one.cost:+.4f}"
            says = ", but ".join(part for part in (costs, one.why_not) if part)
            said.append(f"Wave {one.wave}: {says}.")
        return said


def explain(
    problem: Problem, wave: Ints, unit: str, names: Mapping[str, str] = NO_NAMES
) -> Explanation:
    """Return why ``unit`` moves in its wave; ``names`` gives the display name of a unit.

    Raises:
        NotKnown: the problem has no such unit.
    """
    if unit not in problem.units.id:
        raise NotKnown(f"{unit} is not in the problem {problem.name}")
    at = problem.units.id.index(unit)
    kept, cut = _ties_of(problem, wave, at, names)
    others = [number for number in range(problem.waves.k) if number != wave[at]]
    return Explanation(
        unit,
        names.get(unit) or unit,
        int(wave[at]),
        reasons(problem, wave, names)[at],
        kept,
        cut,
        tuple(_alternative(problem, wave, at, number) for number in others),
    )


def _ties_of(
    problem: Problem, wave: Ints, at: int, names: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ids = problem.units.id
    unit, other, weight, there = ties(problem, wave)
    mine = np.flatnonzero((unit == at) & (other != at) & (weight > 0))
    mine = mine[np.lexsort((other[mine], -weight[mine]))]
    tied = [
        (
            names.get(ids[other[one]]) or ids[other[one]] if other[one] >= 0 else NO_UNIT,
            float(weight[one]),
            int(there[one]),
        )
        for one in mine.tolist()
    ]
    kept = [f"{name} (weight {w:.3g})" for name, w, its in tied if its == wave[at]]
    cut = [f"{name} in wave {its} (weight {w:.3g})" for name, w, its in tied if its != wave[at]]
    return tuple(kept[:SHOWN]), tuple(cut[:SHOWN])


def _alternative(problem: Problem, wave: Ints, at: int, number: int) -> Alternative:
    """Return what it means to move the unit, and all that must move with it, elsewhere."""
    rules = [rule for rule, forbids in forbidden(problem) if forbids[at, number]]
    if rules:
        return Alternative(number, None, " and ".join(WHY_NOT[rule] for rule in rules))
    moved = wave.copy()
    moved[_with(problem, at)] = number
    costs = objective(problem, moved).total - objective(problem, wave).total
    broken = violations(problem, moved)
    return Alternative(number, costs, broken[0] if broken else "")


def _with(problem: Problem, at: int) -> Ints:
    """Return the unit and everything that a chain of sets binds to its wave."""
    bound = np.zeros(problem.n, np.bool_)
    bound[at] = True
    of = np.repeat(np.arange(len(problem.together)), np.diff(problem.together.ptr))
    while True:
        sets = np.unique(of[bound[problem.together.members]])
        more = problem.together.members[np.isin(of, sets)]
        if bound[more].all():
            return np.flatnonzero(bound)
        bound[more] = True
