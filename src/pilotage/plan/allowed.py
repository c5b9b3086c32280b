"""Which waves each unit may move in, seen alone, and which rule forbids the others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pilotage.plan.problem import Bools, Ints, Problem


def forbidden(problem: Problem) -> Iterator[tuple[str, Bools]]:
    """Yield each rule about single units with the waves it forbids, a row per unit.

    The rules are ``pin``, ``ready``, ``freeze``, ``deadline`` and ``pilot``.
    """
    units, waves = problem.units, problem.waves
    numbers = np.arange(waves.k)
    yield "pin", (units.pin[:, None] >= 0) & (units.pin[:, None] != numbers)
    yield "ready", units.ready_day[:, None] > waves.day
    yield "freeze", frozen(problem)
    late = (problem.deadline_day >= 0) & (waves.day > problem.deadline_day)
    yield "deadline", np.broadcast_to(late, (problem.n, waves.k))
    yield "pilot", unfit(problem)[:, None] & (numbers == waves.pilot)


def frozen(problem: Problem) -> Bools:
    """Return the waves in which each unit's department is frozen."""
    names, of = np.unique(problem.units.dept, return_inverse=True)
    per_dept = np.zeros((len(names), problem.waves.k), np.bool_)
    blackouts, day = problem.blackouts, problem.waves.day
    for dept, first, last in zip(blackouts.dept, blackouts.first, blackouts.last, strict=True):
        per_dept[names == dept] |= (day >= first) & (day <= last)
    each: Bools = per_dept[of]
    return each


def unfit(problem: Problem) -> Bools:
    """Return which units the limits of the pilot keep out of it."""
    flagged = problem.units.flags & problem.cover.forbid_flags != 0
    kept_out: Bools = flagged | (problem.units.risk > problem.cover.max_risk)
    return kept_out


def allowed_waves(problem: Problem) -> Bools:
    """Return the waves that no rule forbids, a row per unit."""
    allowed = np.ones((problem.n, problem.waves.k), np.bool_)
    for _, forbids in forbidden(problem):
        allowed &= ~forbids
    return allowed


def tighten(allowed: Bools, u: Ints, v: Ints, gap: Ints) -> tuple[Bools, int]:
    """Return ``allowed`` without the waves that an order rules out, and -1.

    ``v[i]`` must lie at least ``gap[i]`` waves after ``u[i]``. If a row runs empty, its number
    is returned instead of -1; that row and those behind it are then of no use.
    """
    if not len(u):
        empty = np.flatnonzero(~allowed.any(axis=1))
        return allowed, int(empty[0]) if empty.size else -1
    bound, at = np.unique(np.concatenate([u, v]), return_inverse=True)
    rows, (u, v) = allowed[bound], np.split(at.ravel(), 2)
    first, stuck = _earliest(rows, u, v, gap)
    backwards, stuck_last = _earliest(rows[:, ::-1], v, u, gap)
    if stuck >= 0 or stuck_last >= 0:
        return allowed, int(bound[max(stuck, stuck_last)])
    numbers = np.arange(allowed.shape[1])
    last = allowed.shape[1] - 1 - backwards
    tight = allowed.copy()
    tight[bound] &= (numbers >= first[:, None]) & (numbers <= last[:, None])
    empty = np.flatnonzero(~tight.any(axis=1))
    return tight, int(empty[0]) if empty.size else -1


def earliest_allowed(allowed: Bools) -> Ints:
    """Return, for each row and wave, the first allowed wave at or after it; K if none."""
    k = allowed.shape[1]
    at = np.where(allowed, np.arange(k), k)
    later = np.minimum.accumulate(at[:, ::-1], axis=1)[:, ::-1]
    return np.concatenate([later, np.full((len(later), 1), k)], axis=1)


def _earliest(allowed: Bools, u: Ints, v: Ints, gap: Ints) -> tuple[Ints, int]:
    """Return the first wave of each row that order and ``allowed`` leave, or a stuck row."""
    k = allowed.shape[1]
    onward = earliest_allowed(allowed)
    first = onward[:, 0].copy()
    active = np.ones(len(u), np.bool_)
    while active.any():
        stuck = np.flatnonzero(first >= k)
        if stuck.size:
            return first, int(stuck[0])
        pushed = first.copy()
        np.maximum.at(pushed, v[active], np.minimum(first[u[active]] + gap[active], k))
        pushed = onward[np.arange(len(pushed)), pushed]
        changed = pushed != first
        active = changed[u]
        first = pushed
    stuck = np.flatnonzero(first >= k)
    return first, int(stuck[0]) if stuck.size else -1
