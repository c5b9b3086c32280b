"""What sets the end: why each task starts no sooner, how late it may, and the critical path."""

from __future__ import annotations

import numpy as np

from pilotage.plan.problem import Ints
from pilotage.plan.schedule.net import Net
from pilotage.plan.schedule.placing import placed
from pilotage.plan.schedule.search import in_order, makespan


def last_starts(net: Net, start: Ints) -> Ints:
    """Return the last start of each task with which the project still ends as early.

    All tasks move to the right as far as windows, links and resources let them, the last first.
    """
    end = makespan(net, start)
    if not end:
        return start
    back = net.mirrored(end)
    mirrored = placed(back, in_order(back, end - start - net.duration))
    late: Ints = np.maximum(end - mirrored - net.duration, start)
    return late


class Holds:
    """What keeps each task of a schedule from starting sooner."""

    def __init__(self, net: Net, start: Ints) -> None:
        self.net, self.start = net, start
        self.end = start + net.duration

    def waits_for(self, task: int) -> int:
        """Return the task that has to end just before, -1 where none does."""
        tight = [
            first
            for first, lag in self.net.before[task]
            if self.end[first] + lag == self.start[task] and self.start[task]
        ]
        return max(tight, key=lambda first: (self.net.duration[first], -first), default=-1)

    def short_of(self, task: int) -> int:
        """Return the resource that has not enough left one tick sooner, -1 where all have."""
        tick = int(self.start[task]) - 1
        if tick < 0:
            return -1
        running = (self.start <= tick) & (tick < self.end)
        row = int(np.searchsorted(self.net.room.at, tick, side="right")) - 1
        left = self.net.room.free[row] - self.net.need[running].sum(axis=0)
        short = np.flatnonzero((left < self.net.need[task]) & (self.net.need[task] > 0))
        return int(short[0]) if short.size and self.net.duration[task] else -1

    def blocker(self, task: int, resource: int) -> int:
        """Return the task that gives ``resource`` free just when this one starts, or -1."""
        freed = (self.end == self.start[task]) & (self.net.need[:, resource] > 0)
        freed &= self.net.duration > 0
        return int(np.argmax(np.where(freed, self.net.duration, -1))) if freed.any() else -1

    def opens(self, task: int) -> bool:
        """Say whether a window of the task opens just then."""
        return any(first == self.start[task] for first, _ in self.net.windows[task])

    def chain(self) -> list[int]:
        """Return the critical path: each task waits for the one before or for what it holds."""
        if not self.net.size:
            return []
        task = int(np.lexsort((self.net.rank, self.end))[-1])
        found = [task]
        while (before := self._held_by(task)) >= 0:
            found.append(before)
            task = before
        return found[::-1]

    def _held_by(self, task: int) -> int:
        if (first := self.waits_for(task)) >= 0:
            return first
        resource = self.short_of(task)
        return self.blocker(task, resource) if resource >= 0 else -1
