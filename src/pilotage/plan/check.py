"""The independent checker: every hard constraint of a problem, held against a plan.

It shares no code with the solver, so that neither can hide a mistake of the other.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pilotage.plan.problem import RESOURCES, WORDS, Ints, Problem

ROUNDING = 1e-9
"""A load may lie above its capacity by this share, for sums of decimal fractions."""


def violations(problem: Problem, wave: Ints) -> list[str]:
    """Return each broken hard constraint in words with its figures; empty if the plan holds."""
    if wave.shape != (problem.n,):
        return [f"the plan has {wave.size} entries for {problem.n} units"]
    outside = np.flatnonzero((wave < 0) | (wave >= problem.waves.k))
    if outside.size:
        one = problem.units.id[outside[0]]
        return [f"{len(outside)} units have no wave of the problem, such as {one}"]
    found = [_capacities, _pins, _ready, _deadline, _freezes, _together, _order, _pilot]
    return [says for rule in found for says in rule(problem, wave)]


def unmet_wishes(problem: Problem, wave: Ints) -> list[str]:
    """Return the tags that the pilot covers with fewer units than wished, in words."""
    if problem.waves.pilot < 0:
        return []
    piloted = wave == problem.waves.pilot
    unmet = []
    for at, name in enumerate(problem.cover.tag_name):
        covered, wished = int(piloted[problem.cover.tags[at]].sum()), problem.cover.tag_min[at]
        if covered < wished:
            unmet.append(f"the pilot holds {covered} of {name}, wished are {wished}")
    return unmet


def _capacities(problem: Problem, wave: Ints) -> Iterator[str]:
    for number in range(problem.waves.k):
        inside = problem.units.load[wave == number].sum(axis=0)
        for name, load, cap in zip(RESOURCES, inside, problem.waves.cap[number], strict=True):
            if load > cap + ROUNDING * max(abs(cap), 1):
                yield f"wave {number} holds {load:g} {WORDS[name]}, its capacity is {cap:g}"


def _pins(problem: Problem, wave: Ints) -> Iterator[str]:
    pin = problem.units.pin
    for unit in np.flatnonzero((pin >= 0) & (pin != wave)):
        yield f"{problem.units.id[unit]} is in wave {wave[unit]}, pinned to {pin[unit]}"


def _ready(problem: Problem, wave: Ints) -> Iterator[str]:
    day, ready = problem.waves.day[wave], problem.units.ready_day
    for unit in np.flatnonzero(day < ready):
        yield f"{problem.units.id[unit]} moves on day {day[unit]}, ready on day {ready[unit]}"


def _deadline(problem: Problem, wave: Ints) -> Iterator[str]:
    last = int(problem.waves.day[wave].max())
    if 0 <= problem.deadline_day < last:
        yield f"the last wave is on day {last}, the deadline is day {problem.deadline_day}"


def _freezes(problem: Problem, wave: Ints) -> Iterator[str]:
    day, blackouts = problem.waves.day[wave], problem.blackouts
    for dept, first, last in zip(blackouts.dept, blackouts.first, blackouts.last, strict=True):
        broken = (problem.units.dept == dept) & (day >= first) & (day <= last)
        if broken.any():
            one = problem.units.id[int(np.flatnonzero(broken)[0])]
            yield (
                f"{int(broken.sum())} units of {dept or 'no department'} move in its freeze"
                f" (days {first} to {last}), such as {one}"
            )


def _together(problem: Problem, wave: Ints) -> Iterator[str]:
    sets = problem.together
    of = np.repeat(np.arange(len(sets)), np.diff(sets.ptr))
    first = wave[sets.members[sets.ptr[of]]]
    for number in np.unique(of[wave[sets.members] != first]).tolist():
        names = ", ".join(problem.units.id[unit] for unit in sets[number][:3])
        numbers = np.unique(wave[sets[number]]).tolist()
        yield f"set {number} ({names}) must share a wave and lies in waves {numbers}"


def _order(problem: Problem, wave: Ints) -> Iterator[str]:
    before = problem.before
    for at in np.flatnonzero(wave[before.v] < wave[before.u] + before.gap):
        first, then = problem.units.id[before.u[at]], problem.units.id[before.v[at]]
        yield f"{then} must move at least {before.gap[at]} waves after {first} and does not"


def _pilot(problem: Problem, wave: Ints) -> Iterator[str]:
    pilot, cover, units = problem.waves.pilot, problem.cover, problem.units
    if pilot < 0:
        return
    inside = np.flatnonzero(wave == pilot)
    users = float(units.load[inside, 0].sum())
    if users < cover.min_users - ROUNDING:
        yield f"the pilot holds {users:g} people, at least {cover.min_users:g} are asked for"
    if users > cover.max_users + ROUNDING * max(cover.max_users, 1):
        yield f"the pilot holds {users:g} people, at most {cover.max_users:g} are allowed"
    for unit in inside:
        if units.flags[unit] & cover.forbid_flags:
            yield f"{units.id[unit]} is in the pilot with flags {units.flags[unit]}"
        if units.risk[unit] > cover.max_risk:
            yield f"{units.id[unit]} is in the pilot with a risk of {units.risk[unit]:g}"
