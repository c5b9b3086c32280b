"""Search for short schedules: priority rules, then a population of lists that breed.

Lists of tasks cross at two points (https://doi.org/10.1002/(SICI)1520-6750(199810)45:7<733::AID-NAV5>3.0.CO;2-C)
and every child is pushed to the right and back (https://doi.org/10.1016/j.ejor.2006.12.033).
The work is bounded by the number of children, so the same seed gives the same schedule.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import islice

import numpy as np

from pilotage.plan.problem import Floats, Ints
from pilotage.plan.schedule.net import NEVER, Net
from pilotage.plan.schedule.placing import placed

POPULATION = 60
RULES = 4
"""So many of the first lists come from rules and have no noise."""

SWAPS = 0.2
"""Share of the places of a child at which two neighbours change places."""


def makespan(net: Net, start: Ints) -> int:
    """Return when the last task ends; ``NEVER`` or more where one has no place."""
    return int((start + net.duration).max(initial=0))


def has_all(start: Ints) -> bool:
    """Say whether every task has a place."""
    return bool((start < NEVER).all())


def listed(net: Net, priority: Floats | Ints) -> Ints:
    """Return the tasks by ``priority``, smaller first, none before what it waits for."""
    left = np.diff(net.before.ptr)
    ready = [(priority[task], net.rank[task], task) for task in np.flatnonzero(left == 0).tolist()]
    heapq.heapify(ready)
    order = []
    while ready:
        task = heapq.heappop(ready)[-1]
        order.append(task)
        for then, _ in net.after[task]:
            left[then] -= 1
            if not left[then]:
                heapq.heappush(ready, (priority[then], net.rank[then], then))
    return np.array(order, np.int64)


def in_order(net: Net, start: Ints) -> Ints:
    """Return the tasks by their start, none before what it waits for."""
    order: Ints = np.lexsort((net.rank, start))
    return order


def pushed(net: Net, start: Ints) -> Ints:
    """Return a schedule that ends no later: every task moved to the right, then back."""
    end = makespan(net, start)
    if not 0 < end < NEVER:
        return start
    back = net.mirrored(end)
    late = end - placed(back, in_order(back, end - start - net.duration)) - net.duration
    return placed(net, in_order(net, late))


def searched(net: Net, tail: Ints, children: int, bound: int, seed: int) -> Ints:
    """Return the shortest schedule found; a task without a place starts at ``NEVER``.

    ``tail`` is the shortest time from the start of a task to the end of the project. A child takes
    the place of its mother if it is no longer. The search ends after ``children``, or at a
    schedule that ends at ``bound``.
    """
    rng = np.random.default_rng(seed)
    best = _Best(net)
    first = min(max(children, RULES), POPULATION)
    lists = [best.seen(order) for order in islice(_first_lists(net, tail, rng), first)]
    for _ in range(children):
        if best.end <= bound:
            break
        mother, father = rng.choice(len(lists), 2, replace=False).tolist()
        child = _varied(net, _crossed(lists[mother][1], lists[father][1], rng), rng)
        ranked = best.seen(child)
        if ranked[0] <= lists[mother][0]:
            lists[mother] = ranked
    return best.start


Ranked = tuple[int, Ints]
"""When a schedule ends, and its tasks in order of their start."""


class _Best:
    """The shortest schedule of all that were looked at."""

    def __init__(self, net: Net) -> None:
        self.net, self.end = net, 2 * NEVER
        self.start = np.full(net.size, NEVER)

    def seen(self, order: Ints) -> Ranked:
        """Build and push the schedule of a list, remember the best, and return its list."""
        start = pushed(self.net, placed(self.net, order))
        lost = int((start == NEVER).sum())
        end = makespan(self.net, start) + lost
        if end < self.end:
            self.end, self.start = end, start
        return end, order if lost else in_order(self.net, start)


def _first_lists(net: Net, tail: Ints, rng: np.random.Generator) -> Iterator[Ints]:
    """Yield lists by the usual rules, then without end by the first of them with noise."""
    last = np.minimum(net.latest, tail.max(initial=0) - tail)
    work = (net.need * net.duration[:, None]).sum(axis=1)
    yield listed(net, last)
    yield listed(net, last + net.duration)
    yield listed(net, -work)
    yield listed(net, net.earliest)
    spread = max(float(tail.std()), 1.0) if net.size else 1.0
    while True:
        yield listed(net, last + rng.normal(0, spread / 4, net.size))


def _crossed(mother: Ints, father: Ints, rng: np.random.Generator) -> Ints:
    """Return a list that begins and ends as the mother's, with the father's order between."""
    first, last = np.sort(rng.integers(0, len(mother) + 1, 2))
    taken = np.zeros(len(mother), np.bool_)
    taken[mother[:first]] = True
    middle = father[~taken[father]][: last - first]
    taken[middle] = True
    return np.concatenate([mother[:first], middle, mother[~taken[mother]]])


def _varied(net: Net, order: Ints, rng: np.random.Generator) -> Ints:
    """Swap some neighbours that do not wait for each other."""
    for place in np.flatnonzero(rng.random(len(order) - 1) < SWAPS):
        one, two = order[place], order[place + 1]
        if not any(first == one for first, _ in net.before[int(two)]):
            order[place], order[place + 1] = two, one
    return order
