"""One short reason for the wave of each unit, and what the whole plan takes for granted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from pilotage.plan.allowed import allowed_waves
from pilotage.plan.objective import group_waves
from pilotage.plan.problem import RESOURCES, SIZE_GUESSED, Floats, Ints, Problem

GB = RESOURCES.index("gb")
"""The column of gigabytes in ``Units.load``."""

NO_NAMES: Mapping[str, str] = MappingProxyType({})
"""Where nobody says what units are called, their ids must do."""


def reasons(problem: Problem, wave: Ints, names: Mapping[str, str] = NO_NAMES) -> list[str]:
    """Return why each unit moves in its wave, the constraint that decides first, else the pull.

    ``names`` gives the display name of a unit; one without is called by its id.
    """
    called = [names.get(id) or id for id in problem.units.id]
    allowed = allowed_waves(problem)
    says = _pulls(problem, wave, called)
    only = allowed.sum(axis=1) == 1
    early = allowed.argmax(axis=1) == wave
    ready = early & (wave > 0) & (problem.units.ready_day > problem.waves.day[0])
    day = problem.units.ready_day
    for unit in np.flatnonzero(ready & (problem.units.pin < 0)).tolist():
        says[unit] = f"the first wave after it is ready on day {day[unit]}; {says[unit]}"
    for unit in np.flatnonzero(wave == problem.waves.pilot).tolist():
        says[unit] = f"chosen for the pilot; {says[unit]}"
    for unit in np.flatnonzero(only).tolist():
        says[unit] = "the only wave that dates, freezes and the pilot leave"
    _together(problem, called, says)
    for unit in np.flatnonzero(problem.units.pin >= 0).tolist():
        says[unit] = f"pinned to wave {problem.units.pin[unit]}"
    for unit in _guessed(problem).tolist():
        says[unit] += f"; its size was not read, {problem.units.load[unit, GB]:.3g} GB is assumed"
    return says


def assumptions(problem: Problem) -> tuple[str, ...]:
    """Return what the plan takes for granted because nobody read it, in sentences."""
    guessed = _guessed(problem)
    if not guessed.size:
        return ()
    gb = problem.units.load[guessed, GB].sum()
    count = f"{guessed.size:,} of {problem.n:,} units"
    return (f"The size of {count} was not read; together they are assumed to be {gb:,.0f} GB.",)


def _guessed(problem: Problem) -> Ints:
    return np.flatnonzero(problem.units.flags & SIZE_GUESSED)


def _together(problem: Problem, called: Sequence[str], says: list[str]) -> None:
    """Put in front what a unit is bound to; that its devices follow is no reason for a person."""
    device = problem.kinds.index("device") if "device" in problem.kinds else -1
    follows = problem.units.kind == device
    for number in range(len(problem.together)):
        members = problem.together[number].tolist()
        for unit in members:
            lead = (one for one in members if one != unit and (follows[unit] or not follows[one]))
            if (other := next(lead, None)) is not None:
                says[unit] = f"must move together with {called[other]}; {says[unit]}"


def ties(problem: Problem, wave: Ints) -> tuple[Ints, Ints, Floats, Ints]:
    """Return unit, other unit or -1, weight and the other's wave, for each end of a dependency.

    A group without a unit of its own counts as an other end without a unit.
    """
    edges, groups = problem.edges, problem.groups
    centre = groups.unit[groups.group_of]
    at = group_waves(groups, wave)[groups.group_of]
    own = centre >= 0
    unit = np.concatenate([edges.u, edges.v, groups.members, centre[own]])
    other = np.concatenate([edges.v, edges.u, centre, groups.members[own]])
    weight = np.concatenate([edges.w, edges.w, problem.shares, problem.shares[own]])
    there = np.concatenate([wave[edges.v], wave[edges.u], at, wave[groups.members[own]]])
    return unit, other, weight, there


def _pulls(problem: Problem, wave: Ints, called: Sequence[str]) -> list[str]:
    """Return, for each unit, how much of what it depends on moves with it."""
    unit, other, weight, there = ties(problem, wave)
    own = unit == other
    unit, other, weight, there = unit[~own], other[~own], weight[~own], there[~own]
    total = np.bincount(unit, weight, problem.n)
    kept = np.bincount(unit, weight * (there == wave[unit]), problem.n)
    heaviest = _heaviest(problem.n, unit, other, weight * (there == wave[unit]))
    share = np.rint(100 * kept / np.where(total > 0, total, 1)).astype(np.int64)
    return [
        "no dependency that was seen; it fills free capacity"
        if not all_of_it
        else f"{percent} % of its dependencies move with it"
        + (f", {called[mate]} first of all" if mate >= 0 else "")
        for all_of_it, percent, mate in zip(
            total.tolist(), share.tolist(), heaviest.tolist(), strict=True
        )
    ]


def _heaviest(n: int, unit: Ints, other: Ints, weight: Floats) -> Ints:
    """Return the other unit with the heaviest tie to each unit, or -1."""
    heavy = (weight > 0) & (other >= 0)
    unit, other, weight = unit[heavy], other[heavy], weight[heavy]
    order = np.lexsort((-other, weight, unit))
    found = np.full(n, -1)
    found[unit[order]] = other[order]
    return found
