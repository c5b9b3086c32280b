"""Units that people move to another wave by hand: what comes along, and which rules it breaks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from pilotage.facts.engagement import Engagement, Freeze
from pilotage.facts.errors import NotKnown
from pilotage.plan.check import violations
from pilotage.plan.names import day_of
from pilotage.plan.problem import Ints, Problem

IN_FREEZE = " in its freeze "
"""What the checker says of a freeze; here freezes are told with their reason instead."""

MOST = 12
"""So many broken rules are told."""


def moved(problem: Problem, wave: Ints, moves: Mapping[str, int]) -> Ints:
    """Return the waves after ``moves``, a wave by unit; what must share a wave comes along.

    Raises:
        NotKnown: the plan has no such unit, or no such wave.
    """
    at = {unit: number for number, unit in enumerate(problem.units.id)}
    after = wave.copy()
    for number in sorted(set(moves.values())):
        if not 0 <= number < problem.waves.k:
            raise NotKnown(f"the plan has no wave {number}; it has 0 to {problem.waves.k - 1}")
        units = [unit for unit, to in moves.items() if to == number]
        if missing := [unit for unit in units if unit not in at]:
            raise NotKnown(f"{missing[0]} is not in the plan")
        after[_bound(problem, [at[unit] for unit in units])] = number
    return after


def _bound(problem: Problem, places: Sequence[int]) -> Ints:
    """Return the units and everything that a chain of sets binds to their wave."""
    sets = problem.together
    of = np.repeat(np.arange(len(sets)), np.diff(sets.ptr))
    bound = np.zeros(problem.n, np.bool_)
    bound[list(places)] = True
    while True:
        more = sets.members[np.isin(of, of[bound[sets.members]])]
        if bound[more].all():
            return np.flatnonzero(bound)
        bound[more] = True


def newly_broken(
    before: tuple[Problem, Ints],
    after: tuple[Problem, Ints],
    engagement: Engagement,
    names: Mapping[str, str],
) -> tuple[str, ...]:
    """Return the hard rules that hold ``before`` and are broken ``after``, in words.

    ``names`` gives the display name of a unit.
    """
    known = set(_broken(*before, engagement))
    found = [says for says in _broken(*after, engagement) if says not in known]
    told = tuple(_named(says, names) for says in found[:MOST])
    return (*told, f"{len(found) - MOST} more rules") if len(found) > MOST else told


def has_run(problem: Problem, before: Ints, after: Ints, today: int) -> Iterator[str]:
    """Yield what touches a wave of the past: nobody joins or leaves it any more."""
    over = np.flatnonzero(problem.waves.day <= today)
    changed = before != after
    for number in np.intersect1d(over, np.union1d(before[changed], after[changed])).tolist():
        yield f"wave {number} has run; nobody joins or leaves it any more"


def announced(problem: Problem, before: Ints, after: Ints, held: Collection[int]) -> Iterator[str]:
    """Yield the waves within a week whose people have been told their date and are changed."""
    changed = before != after
    touched = np.union1d(before[changed], after[changed]).tolist()
    for number in sorted(set(touched) & set(held)):
        yield f"wave {number} is no more than a week away; its people were told the old date"


def _broken(problem: Problem, wave: Ints, engagement: Engagement) -> Iterator[str]:
    for freeze in engagement.freeze:
        yield from _frozen(problem, wave, engagement, freeze)
    yield from (says for says in violations(problem, wave) if IN_FREEZE not in says)


def _frozen(problem: Problem, wave: Ints, engagement: Engagement, freeze: Freeze) -> Iterator[str]:
    """Yield each wave in which the department moves on a day of its freeze, with the reason."""
    first, last = day_of(engagement, freeze.first), day_of(engagement, freeze.last)
    everyone = freeze.department == "*"
    theirs = (problem.units.dept == freeze.department) | everyone
    day = problem.waves.day[wave]
    for number in np.unique(wave[theirs & (day >= first) & (day <= last)]).tolist():
        who = "everybody" if everyone else freeze.department
        reason = " ".join(filter(None, ("" if everyone else freeze.department, freeze.reason)))
        yield (
            f"{reason or 'freeze'}: {who} must not move from {freeze.first} to {freeze.last},"
            f" and wave {number} is in it"
        )


def _named(says: str, names: Mapping[str, str]) -> str:
    return re.sub(r"[^\s,()]+", lambda word: names.get(word[0]) or word[0], says)
