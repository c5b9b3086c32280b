"""What has changed since a plan was published, and the problem after it.

The names are the keys of the change file: ``[[slip]]``, ``[[leave]]``, ``[[join]]``, ``[[late]]``
and ``[[capacity]]``. Days count from the start of the project, as in the problem.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from pilotage.facts.errors import InputError
from pilotage.plan.problem import (
    RESOURCES,
    Before,
    Bools,
    Edges,
    Groups,
    Ints,
    PilotCover,
    Problem,
    Sets,
    Units,
    Waves,
)


@dataclass(frozen=True)
class Slip:
    """A wave that is so many days later; later waves are pushed where they would overtake."""

    wave: int
    days: int


@dataclass(frozen=True)
class Leave:
    """A unit that is not to be moved any more."""

    unit: str


@dataclass(frozen=True)
class Join:
    """A unit that is new, with the load, department and dependencies of one that is ``like`` it."""

    unit: str
    like: str


@dataclass(frozen=True)
class Late:
    """A unit that cannot move before ``day``: its vendor is late, or somebody is not ready."""

    unit: str
    day: int


@dataclass(frozen=True)
class NewCapacity:
    """What a wave holds from now on; what is None stays, -1 is unbounded."""

    wave: int
    users: float | None = None
    gb: float | None = None
    tickets: float | None = None


@dataclass(frozen=True)
class Changes:
    """Everything that has changed, in the order in which it is applied."""

    slip: tuple[Slip, ...] = ()
    capacity: tuple[NewCapacity, ...] = ()
    late: tuple[Late, ...] = ()
    join: tuple[Join, ...] = ()
    leave: tuple[Leave, ...] = ()


def changed(problem: Problem, changes: Changes) -> Problem:
    """Return the problem after the changes; units that joined stand behind those that stay.

    Raises:
        InputError: a change names a unit or a wave that the problem does not have.
    """
    at = {id: number for number, id in enumerate(problem.units.id)}
    problem = replace(problem, waves=_waves(problem.waves, changes))
    ready = problem.units.ready_day.copy()
    for row, late in enumerate(changes.late, start=1):
        unit = _known(at, late.unit, f"late[{row}].unit")
        ready[unit] = max(ready[unit], late.day)
    problem = replace(problem, units=replace(problem.units, ready_day=ready))
    for row, join in enumerate(changes.join, start=1):
        if join.unit in at:
            raise InputError(f"{join.unit} is in the plan already.", where=f"join[{row}].unit")
        like = _known(at, join.like, f"join[{row}].like")
        at[join.unit] = problem.n
        problem = _joined(problem, join.unit, like)
    gone = [
        _known(at, one.unit, f"leave[{row}].unit") for row, one in enumerate(changes.leave, start=1)
    ]
    stays = np.ones(problem.n, np.bool_)
    stays[gone] = False
    if not stays.any():
        raise InputError("nobody is left to be moved.", where="leave")
    return _without(problem, stays) if gone else problem


def _known(at: dict[str, int], unit: str, where: str) -> int:
    if unit not in at:
        raise InputError(f"{unit} is not in the plan.", where=where, fix="Use the id of a unit.")
    return at[unit]


def _waves(waves: Waves, changes: Changes) -> Waves:
    day, cap = waves.day.copy(), waves.cap.copy()
    for row, slip in enumerate(changes.slip, start=1):
        day[_wave(waves, slip.wave, f"slip[{row}].wave")] += slip.days
    day = np.maximum.accumulate(np.maximum(day, 0))
    for row, given in enumerate(changes.capacity, start=1):
        wave = _wave(waves, given.wave, f"capacity[{row}].wave")
        for column, name in enumerate(RESOURCES):
            value = getattr(given, name)
            if value is None:
                continue
            if not (value == -1 or 0 <= value < np.inf):
                says = f"{value:g} is no capacity; -1 means unbounded."
                raise InputError(says, where=f"capacity[{row}].{name}")
            cap[wave, column] = np.inf if value < 0 else value
    moved = [timedelta(days=int(days)) for days in day - waves.day]
    window = tuple(
        (starts + by, ends + by)
        for (starts, ends), by in zip(waves.window, moved if waves.window else [], strict=True)
    )
    return replace(waves, day=day, cap=cap, window=window)


def _wave(waves: Waves, number: int, where: str) -> int:
    if not 0 <= number < waves.k:
        raise InputError(f"there is no wave {number}; there are {waves.k}, from 0.", where=where)
    return number


def _joined(problem: Problem, id: str, like: int) -> Problem:
    """Return the problem with one more unit, tied to whom its like is tied to, and to its like."""
    units, edges, groups = problem.units, problem.edges, problem.groups
    mine = np.flatnonzero((edges.u == like) | (edges.v == like))
    other = np.where(edges.u[mine] == like, edges.v[mine], edges.u[mine])
    new = problem.n
    tied = Edges(
        np.concatenate([edges.u, np.full(len(mine), new)]),
        np.concatenate([edges.v, other]),
        np.concatenate([edges.w, edges.w[mine]]),
        np.concatenate([edges.t, edges.t[mine]]),
    )
    inside = np.unique(groups.group_of[groups.members == like])
    members = np.insert(groups.members, groups.ptr[inside + 1], new)
    ptr = groups.ptr + np.searchsorted(inside, np.arange(len(groups.ptr)))
    return replace(
        problem,
        units=_one_more(units, id, like),
        edges=tied,
        groups=replace(groups, ptr=ptr, members=members),
    )


def _one_more(units: Units, id: str, like: int) -> Units:
    rows = np.append(np.arange(len(units.id)), like)
    more = _picked(replace(units, id=(*units.id, id)), rows)
    for column, value in ((more.flags, 0), (more.ready_day, 0), (more.pin, -1)):
        column[-1] = value
    return replace(more, id=(*units.id, id))


def _picked(units: Units, rows: Ints) -> Units:
    columns = {name: column[rows] for name, column in vars(units).items() if name != "id"}
    return Units(id=units.id, **columns)


def _without(problem: Problem, stays: Bools) -> Problem:
    """Return the problem without some units, and without everything that was only about them."""
    at = np.cumsum(stays) - 1
    units, edges, before = problem.units, problem.edges, problem.before
    tied = stays[edges.u] & stays[edges.v]
    order = stays[before.u] & stays[before.v]
    rows = np.flatnonzero(stays)
    return replace(
        problem,
        units=replace(_picked(units, rows), id=tuple(units.id[row] for row in rows.tolist())),
        edges=Edges(at[edges.u[tied]], at[edges.v[tied]], edges.w[tied], edges.t[tied]),
        groups=_groups_without(problem.groups, stays, at),
        together=_sets_without(problem.together, stays, at),
        before=Before(at[before.u[order]], at[before.v[order]], before.gap[order]),
        cover=_cover_without(problem.cover, stays, at),
    )


def _groups_without(groups: Groups, stays: Bools, at: Ints) -> Groups:
    left = _sets_without(Sets(groups.ptr, groups.members), stays, at)
    led = (groups.unit >= 0) & stays[np.maximum(groups.unit, 0)]
    return Groups(left.ptr, left.members, groups.w, np.where(led, at[groups.unit], -1))


def _sets_without(sets: Sets, stays: Bools, at: Ints) -> Sets:
    kept = stays[sets.members]
    before = np.concatenate([[0], np.cumsum(kept)])
    return Sets(before[sets.ptr].astype(np.int64), at[sets.members[kept]])


def _cover_without(cover: PilotCover, stays: Bools, at: Ints) -> PilotCover:
    tags = _sets_without(cover.tags, stays, at)
    return replace(cover, tags=tags, tag_min=np.minimum(cover.tag_min, np.diff(tags.ptr)))
