"""Waves that have run or are announced: who is in them stays, and nobody else comes in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from pilotage.plan.problem import Bools, Ints, Problem

ANNOUNCED = 7
"""So many days before a wave its people have been told the date."""

STEP = 1e-6
"""Room for the rounding of one load."""


def held_waves(problem: Problem, today: int, released: Collection[int] = ()) -> Bools:
    """Return which waves are held: run, or no more than a week away, and not released."""
    held = problem.waves.day <= today + ANNOUNCED
    held[[wave for wave in released if 0 <= wave < problem.waves.k]] = False
    return held


def holding_waves(problem: Problem, old: Ints, held: Bools) -> Problem:
    """Return the problem in which held waves stay as published.

    ``old`` is the published wave of each unit, -1 for one that has joined. A unit that is not
    ready on the day of its held wave leaves it; that wave then stays emptier. A held wave that
    has come to hold less than it was promised is a conflict, until it is released.
    """
    waves, units = problem.waves, problem.units
    stays = (old >= 0) & held[old] & (units.ready_day <= waves.day[old])
    load = np.column_stack(
        [np.bincount(old[stays], column[stays], waves.k) for column in units.load.T]
    )
    full = np.minimum(load + STEP * (1 + np.count_nonzero(stays)), waves.cap)
    cap = np.where(held[:, None], full, waves.cap)
    free = np.flatnonzero(~held)
    opens = int(waves.day[free[0]]) if free.size else int(waves.day[-1]) + 1
    cover = problem.cover
    if waves.pilot >= 0 and held[waves.pilot]:
        people = float(load[waves.pilot, 0])
        cover = replace(cover, min_users=min(cover.min_users, people))
    return replace(
        problem,
        waves=replace(waves, cap=cap),
        units=replace(
            units,
            pin=np.where(stays, old, units.pin),
            ready_day=np.where(stays, units.ready_day, np.maximum(units.ready_day, opens)),
        ),
        cover=cover,
    )
