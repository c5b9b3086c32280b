"""Why one unit moves in its wave: what holds it there, and what every other wave would cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from pilotage.facts.errors import NotKnown
from pilotage.plan.allowed import forbidden
from pilotage.plan.check import violations
from pilotage.plan.condense import Condensed, condensed
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
"""So many dependencies of each kind are shown; the explanation holds them all."""


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

    ``kept`` and ``cut`` name each dependency that moves with it and that does not, the heaviest
    first. ``alternatives`` stand in the order of waves, the unit's own left out.
    """

    unit: str
    name: str
    wave: int
    because: str
    kept: tuple[str, ...]
    cut: tuple[str, ...]
    alternatives: tuple[Alternative, ...]

    @property
    def next_best(self) -> Alternative | None:
        """Return the other wave that costs least, whatever would have to change for it."""
        priced = [(one.cost, one.wave, one) for one in self.alternatives if one.cost is not None]
        return min(priced, default=(0.0, 0, None))[2]

    def lines(self) -> list[str]:
        """Return the explanation as lines for people."""
        said = [f"{self.name} moves in wave {self.wave}: {self.because}."]
        said += _first("Kept", self.kept) + _first("Cut", self.cut)
        for one in self.alternatives:
            costs = "" if one.cost is None else f"would change the cost by {one.cost:+.4f}"
            says = ", but ".join(part for part in (costs, one.why_not) if part)
            said.append(f"Wave {one.wave}: {says}.")
        return said + _next_best(self.next_best)


def _first(head: str, ties: tuple[str, ...]) -> list[str]:
    said = [f"{head}: {one}." for one in ties[:SHOWN]]
    return said + ([f"{head}: {len(ties) - SHOWN:,} more."] if len(ties) > SHOWN else [])


def _next_best(best: Alternative | None) -> list[str]:
    if best is None:
        return ["Next best: none; the rules above forbid every other wave."]
    change = f"what would have to change: {best.why_not}" if best.why_not else "nothing forbids it"
    return [f"Next best: wave {best.wave}, {best.cost:+.4f}; {change}."]


def explain(
    problem: Problem, wave: Ints, unit: str, names: Mapping[str, str] = NO_NAMES
) -> Explanation:
    """Return why ``unit`` moves in its wave; ``names`` gives the display name of a unit.

    Raises:
        NotKnown: the problem has no such unit.
    """
    if unit not in problem.units.id:
        raise NotKnown(f"{unit} is not in the problem {problem.name}")
    moving = _with(problem, problem.units.id.index(unit))
    small = condensed(problem, wave, moving)
    at = small.problem.units.id.index(unit)
    kept, cut = _ties_of(small.problem, small.wave, at, names)
    return Explanation(
        unit,
        names.get(unit) or unit,
        int(small.wave[at]),
        reasons(small.problem, small.wave, names)[at],
        kept,
        cut,
        tuple(_alternatives(small, at, np.searchsorted(small.unit, moving))),
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
    return tuple(kept), tuple(cut)


def _alternatives(small: Condensed, at: int, moving: Ints) -> Iterator[Alternative]:
    """Yield what it means to move the unit, and all that must move with it, to each other wave."""
    problem, wave = small.problem, small.wave
    rules = list(forbidden(problem))
    now = objective(problem, wave).total
    for number in range(problem.waves.k):
        if number == wave[at]:
            continue
        broken = [WHY_NOT[rule] for rule, forbids in rules if forbids[at, number]]
        if broken:
            yield Alternative(number, None, " and ".join(broken))
            continue
        moved = wave.copy()
        moved[moving] = number
        cost = objective(problem, moved).total - now
        yield Alternative(number, cost, " and ".join(violations(problem, moved)))


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
