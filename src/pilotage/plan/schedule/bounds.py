"""How soon tasks can start, how late they may, and before which tick no project can end."""

from __future__ import annotations

import numpy as np

from pilotage.plan.problem import Ints
from pilotage.plan.schedule.net import NEVER, Net


def soonest(net: Net) -> Ints:
    """Return the earliest start of each task if it had everything for itself; NEVER where none."""
    start = np.zeros(net.size, np.int64)
    for task in np.argsort(net.rank).tolist():
        ready = int(net.earliest[task])
        for first, lag in net.before[task]:
            ready = max(ready, int(start[first] + net.duration[first]) + lag)
        start[task] = min(first_place(net, task, ready), NEVER)
    return start


def tails(net: Net) -> Ints:
    """Return the least ticks from the start of each task to the end of the project."""
    tail = net.duration.copy()
    for task in np.argsort(-net.rank).tolist():
        for then, lag in net.after[task]:
            tail[task] = max(tail[task], net.duration[task] + lag + tail[then])
    return tail


def first_place(net: Net, task: int, sooner: int) -> int:
    """Return when a task can start from ``sooner`` on beside no other; NEVER past its latest."""
    length = int(net.duration[task])
    for opens, closes in net.windows[task] or [(0, NEVER)]:
        later = min(int(net.latest[task]), closes - length)
        begin = _free_from(net, task, max(sooner, opens))
        if begin <= later:
            return begin
    return NEVER


def _free_from(net: Net, task: int, sooner: int) -> int:
    length, at = int(net.duration[task]), net.room.at
    if not length or sooner >= NEVER:
        return sooner
    fits = (net.room.free >= net.need[task]).all(axis=1)
    edges = np.flatnonzero(np.diff(fits.astype(np.int8), prepend=0, append=0))
    ticks = np.append(at, NEVER + length)[edges]
    starts, ends = np.maximum(ticks[::2], sooner), ticks[1::2]
    found = np.flatnonzero(ends - starts >= length)
    return int(starts[found[0]]) if found.size else NEVER


def least_end(net: Net) -> int:
    """Return a tick before which no schedule ends: by the longest chain and by the work."""
    chain = int((soonest(net) + tails(net)).max(initial=0))
    work = net.need.T @ net.duration
    return max([chain, *(_worked_off(net, column, int(all_)) for column, all_ in enumerate(work))])


def _worked_off(net: Net, column: int, work: int) -> int:
    """Return when a resource has given ``work`` at the soonest."""
    at, free = net.room.at, net.room.free[:, column]
    given = np.append(0, np.cumsum(free[:-1] * np.diff(at)))
    row = int(np.searchsorted(given, work)) - 1
    if row < 0:
        return 0
    if not free[row]:
        return NEVER
    return int(at[row] + -(-(work - given[row]) // free[row]))
