"""Place tasks one after another, each as early as it fits: serial schedule generation, compiled.

See https://doi.org/10.1016/S0377-2217(99)00485-3. What is free is kept as steps over time, so
the cost does not depend on how long a tick is. ``NEVER`` is compiled in, and what was compiled is
kept until this file changes: change both together.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba import njit

from pilotage.plan.problem import Ints
from pilotage.plan.schedule.net import NEVER, Net


def placed(net: Net, order: Ints) -> Ints:
    """Return a start per task, placed in ``order``, in which no task stands before its reasons.

    ``NEVER`` stands for a task that found no place, and for all that wait for it.
    """
    return _placed(
        order,
        (net.duration, net.need, net.earliest, net.latest),
        (net.windows.ptr, net.windows.one, net.windows.two),
        (net.before.ptr, net.before.one, net.before.two),
        (net.room.at, net.room.free),
    )


def _serial(
    order: Ints,
    tasks: tuple[Ints, Ints, Ints, Ints],
    windows: tuple[Ints, Ints, Ints],
    before: tuple[Ints, Ints, Ints],
    room: tuple[Ints, Ints],
) -> Ints:
    duration, need, earliest, latest = tasks
    window_ptr, opens, closes = windows
    ptr, firsts, lags = before
    rows = len(room[0])
    at = np.empty(rows + 2 * len(order), np.int64)
    free = np.empty((rows + 2 * len(order), need.shape[1]), np.int64)
    at[:rows] = room[0]
    free[:rows] = room[1]
    start = np.full(len(order), NEVER)
    for task in order:
        sooner = earliest[task]
        for arc in range(ptr[task], ptr[task + 1]):
            first = firsts[arc]
            if start[first] == NEVER:
                sooner = NEVER
            else:
                sooner = max(sooner, start[first] + duration[first] + lags[arc])
        length = duration[task]
        found = NEVER
        if window_ptr[task] == window_ptr[task + 1]:
            found = _fit(at, free, rows, need[task], length, sooner, latest[task])
        for each in range(window_ptr[task], window_ptr[task + 1]):
            later = min(latest[task], closes[each] - length)
            begin = max(sooner, opens[each])
            found = _fit(at, free, rows, need[task], length, begin, later)
            if found < NEVER:
                break
        start[task] = found
        if found < NEVER and length and need[task].any():
            rows = _take(at, free, rows, need[task], found, found + length)
    return start


def _first_fit(
    at: Ints, free: Ints, rows: int, need: Ints, length: int, sooner: int, later: int
) -> int:
    """Return the first start from ``sooner`` on; ``NEVER`` where it lies past ``later``."""
    if sooner > later or sooner >= NEVER:
        return NEVER
    if not length:
        return sooner
    row = np.searchsorted(at[:rows], sooner, side="right") - 1
    begin = sooner
    while begin <= later:
        while row < rows and at[row] < begin + length:
            if _short(free, row, need):
                begin = at[row + 1] if row + 1 < rows else NEVER
            row += 1
        if row == rows or at[row] >= begin + length:
            return begin if begin <= later else NEVER
    return NEVER


def _has_less(free: Ints, row: int, need: Ints) -> bool:
    less = False
    for resource in range(len(need)):
        less = less or free[row, resource] < need[resource]
    return less


def _hold(at: Ints, free: Ints, rows: int, need: Ints, start: int, end: int) -> int:
    """Take ``need`` from ``start`` to ``end``, and return how many steps there are now."""
    rows = _cut(at, free, rows, start)
    rows = _cut(at, free, rows, end)
    first = np.searchsorted(at[:rows], start)
    last = np.searchsorted(at[:rows], end)
    for row in range(first, last):
        for resource in range(len(need)):
            free[row, resource] -= need[resource]
    return rows


def _cut_at(at: Ints, free: Ints, rows: int, tick: int) -> int:
    row = np.searchsorted(at[:rows], tick)
    if row < rows and at[row] == tick:
        return rows
    for moved in range(rows, row, -1):
        at[moved] = at[moved - 1]
        for resource in range(free.shape[1]):
            free[moved, resource] = free[moved - 1, resource]
    at[row] = tick
    for resource in range(free.shape[1]):
        free[row, resource] = free[row - 1, resource]
    return rows + 1


_compiled = njit(cache=True)
_short: Callable[..., bool] = _compiled(_has_less)
_cut: Callable[..., int] = _compiled(_cut_at)
_take: Callable[..., int] = _compiled(_hold)
_fit: Callable[..., int] = _compiled(_first_fit)
_placed: Callable[..., Ints] = _compiled(_serial)
