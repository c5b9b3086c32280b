"""The same plan with few units: all whom a question does not touch are one unit per wave.

What they need, what they depend on and what they cost is kept exactly, so that the objective and
the checker answer for a handful of units as they would for everybody, in no time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pilotage.plan.problem import (
    Before,
    Blackouts,
    Bools,
    Edges,
    Groups,
    Ints,
    Labels,
    PilotCover,
    Problem,
    Sets,
    Units,
)

OTHERS = "all others in wave"
"""What the units that stand for all others are called."""


@dataclass(frozen=True, eq=False)
class Condensed:
    """A small problem, the wave of each of its units, and which unit of the large one each was.

    The first units are those of the large problem in their order, ``unit`` has their numbers;
    behind them stands one unit per used wave for all others.
    """

    problem: Problem
    wave: Ints
    unit: Ints


def condensed(problem: Problem, wave: Ints, moving: Ints) -> Condensed:
    """Return the problem as it matters to the units of ``moving``, which may change waves.

    They, those that they depend on by name and those whom they wait for stay units of their own.
    Sets that must share a wave are kept whole or not at all.
    """
    moves = np.zeros(problem.n, np.bool_)
    moves[moving] = True
    edges, groups, before = problem.edges, problem.groups, problem.before
    tied = moves[edges.u] | moves[edges.v]
    hyper = _touched(groups, moves)
    order = moves[before.u] | moves[before.v]
    kept = moves.copy()
    for column, mine in ((edges.u, tied), (edges.v, tied), (before.u, order), (before.v, order)):
        kept[column[mine]] = True
    kept[groups.unit[hyper & (groups.unit >= 0)]] = True
    led = hyper & (groups.unit >= 0) & moves[np.maximum(groups.unit, 0)]
    kept[groups.members[led[groups.group_of]]] = True
    unit = np.flatnonzero(kept)
    used = np.unique(wave[~kept])
    at = len(unit) + np.searchsorted(used, wave)
    at[unit] = np.arange(len(unit))
    made = replace(
        problem,
        waves=replace(problem.waves, window=()),
        units=_units(problem, wave, kept, used),
        edges=Edges(at[edges.u[tied]], at[edges.v[tied]], edges.w[tied], edges.t[tied]),
        groups=_groups(groups, hyper, at),
        together=_sets(problem.together, moves, at),
        before=Before(at[before.u[order]], at[before.v[order]], before.gap[order]),
        blackouts=_blackouts(problem.blackouts, problem.units.dept[unit]),
        cover=_cover(problem.cover),
    )
    rest = max(problem.total_weight - made.total_weight, 0.0)
    weighed = replace(made, edges=_and_loop(made.edges, rest))
    return Condensed(weighed, np.concatenate([wave[unit], used]), unit)


def _and_loop(edges: Edges, weight: float) -> Edges:
    """Return the edges and one from a unit to itself, which costs nothing and weighs the rest."""
    ends = np.append(edges.u, 0), np.append(edges.v, 0)
    return Edges(*ends, np.append(edges.w, weight), np.append(edges.t, 0))


def _touched(groups: Groups, moves: Bools) -> Bools:
    """Return which groups hold one of the units, or stand around one."""
    inside = np.bincount(groups.group_of, moves[groups.members], len(groups.sizes)) > 0
    touched: Bools = inside | ((groups.unit >= 0) & moves[np.maximum(groups.unit, 0)])
    return touched


def _groups(groups: Groups, kept: Bools, at: Ints) -> Groups:
    ptr = np.concatenate([[0], np.cumsum(groups.sizes[kept])]).astype(np.int64)
    unit = groups.unit[kept]
    centre = np.where(unit >= 0, at[np.maximum(unit, 0)], -1)
    return Groups(ptr, at[groups.members[kept[groups.group_of]]], groups.w[kept], centre)


def _sets(sets: Sets, moves: Bools, at: Ints) -> Sets:
    of = np.repeat(np.arange(len(sets)), np.diff(sets.ptr))
    kept = np.bincount(of, moves[sets.members], len(sets)) > 0
    ptr = np.concatenate([[0], np.cumsum(np.diff(sets.ptr)[kept])]).astype(np.int64)
    return Sets(ptr, at[sets.members[kept[of]]])


def _units(problem: Problem, wave: Ints, kept: Bools, used: Ints) -> Units:
    """Return the units that are kept, and one per used wave with all that the others need."""
    units, k = problem.units, problem.waves.k
    others = wave[~kept]
    load = np.column_stack([np.bincount(others, column[~kept], k)[used] for column in units.load.T])
    people = units.load[~kept, 0]
    risky = np.bincount(others, people * units.risk[~kept], k)[used]
    count = len(used)
    risk = np.divide(risky, load[:, 0], out=np.zeros(count), where=load[:, 0] > 0)
    risk = np.minimum(risk, units.risk[~kept].max(initial=0))
    nobody = np.full(count, "", np.str_)
    return Units(
        id=tuple(units.id[one] for one in np.flatnonzero(kept).tolist())
        + tuple(f"{OTHERS} {number}" for number in used.tolist()),
        kind=_and(units.kind[kept], count, -1),
        load=np.concatenate([units.load[kept], load]),
        dept=np.concatenate([units.dept[kept], np.full(count, OTHERS)]),
        persona=np.concatenate([units.persona[kept], nobody]),
        site=np.concatenate([units.site[kept], nobody]),
        risk=np.concatenate([units.risk[kept], risk]),
        flags=_and(units.flags[kept], count, 0),
        ready_day=_and(units.ready_day[kept], count, 0),
        pin=_and(units.pin[kept], count, -1),
    )


def _and(column: Ints, count: int, value: int) -> Ints:
    return np.concatenate([column, np.full(count, value)])


def _blackouts(blackouts: Blackouts, dept: Labels) -> Blackouts:
    kept = np.isin(blackouts.dept, dept)
    return Blackouts(blackouts.dept[kept], blackouts.first[kept], blackouts.last[kept])


def _cover(cover: PilotCover) -> PilotCover:
    """Return the limits of the pilot without its wishes, which hold back nobody."""
    nothing = np.zeros(0, np.int64)
    return replace(cover, tag_name=(), tags=Sets(np.zeros(1, np.int64), nothing), tag_min=nothing)
