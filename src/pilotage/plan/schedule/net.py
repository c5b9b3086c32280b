"""A project as numbers: tasks by position, what waits for what, and the free room over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import numpy as np

from pilotage.facts.errors import Infeasible, InputError
from pilotage.plan.problem import Ints
from pilotage.plan.schedule.project import Link, Project, Task

NEVER = 2**50
"""Later than any tick of a project; sums of it still fit."""

LONGEST = 2**30
"""No tick, duration, lag or amount of a project is larger."""


@dataclass(frozen=True, eq=False)
class Room:
    """How much is free: from ``at[i]`` on ``free[i]``, a column per resource."""

    at: Ints
    free: Ints


@dataclass(frozen=True, eq=False)
class Table:
    """Lists of pairs in CSR form: those of row ``i`` stand at ``ptr[i]`` up to ``ptr[i + 1]``."""

    ptr: Ints
    one: Ints
    two: Ints

    @classmethod
    def of(cls, rows: Sequence[Sequence[tuple[int, int]]]) -> Table:
        """Return the pairs of each row."""
        pairs = np.array([pair for row in rows for pair in row], np.int64).reshape(-1, 2)
        ptr = np.cumsum([0, *map(len, rows)]).astype(np.int64)
        return cls(ptr, pairs[:, 0].copy(), pairs[:, 1].copy())

    def __getitem__(self, row: int) -> list[tuple[int, int]]:
        here = slice(self.ptr[row], self.ptr[row + 1])
        return list(zip(self.one[here].tolist(), self.two[here].tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class Net:
    """A project as arrays; everything is in the order of its tasks and resources.

    ``need`` has a row per task and a column per resource; ``latest`` is ``NEVER`` where a task
    has none. ``before`` and ``after`` hold the tasks at the other side of the links with their
    lags, ``windows`` the stretches of each task in order of time. ``rank`` is a topological
    place.
    """

    duration: Ints
    need: Ints
    earliest: Ints
    latest: Ints
    windows: Table
    before: Table
    after: Table
    rank: Ints
    room: Room

    @property
    def size(self) -> int:
        """Return how many tasks there are."""
        return len(self.duration)

    @property
    def horizon(self) -> int:
        """Return a tick by which everything can have ended that can be placed at all."""
        begun = [self.room.at, self.earliest, self.windows.two]
        last = max(int(ticks.max(initial=0)) for ticks in begun)
        return last + int(self.duration.sum()) + int(self.after.two.sum())

    def mirrored(self, end: int) -> Net:
        """Return the net seen backwards from ``end``, in which every task ends by then."""
        at, free = self.room.at, self.room.free
        kept = at < end
        stops = np.append(at[kept][1:], end)
        windows, backwards = self.windows, slice(None, None, -1)
        size = np.diff(windows.ptr)[backwards]
        turned = Table(
            np.append(0, np.cumsum(size)),
            (end - windows.two)[backwards],
            (end - windows.one)[backwards],
        )
        return Net(
            self.duration,
            self.need,
            np.maximum(end - self.latest - self.duration, 0),
            end - self.earliest - self.duration,
            turned,
            self.after,
            self.before,
            self.size - 1 - self.rank,
            Room(np.append(end - stops[backwards], end), np.append(free[kept][::-1], free[:1], 0)),
        )


def net_of(project: Project) -> Net:
    """Return the project as arrays.

    Raises:
        InputError: an id stands twice, a link or a need names nothing, or a number is out of
            range; the error names the entry.
        Infeasible: tasks wait for each other in a ring; the conflict names them.
    """
    if odd := next(_odd(project), ""):
        raise InputError(odd, where="project")
    at = {task.id: number for number, task in enumerate(project.tasks)}
    before: list[list[tuple[int, int]]] = [[] for _ in project.tasks]
    after: list[list[tuple[int, int]]] = [[] for _ in project.tasks]
    for link in project.links:
        before[at[link.then]].append((at[link.first], link.lag))
        after[at[link.first]].append((at[link.then], link.lag))
    latest = [NEVER if task.latest is None else task.latest for task in project.tasks]
    needs = [[task.needs.get(each.id, 0) for each in project.resources] for task in project.tasks]
    return Net(
        np.array([task.duration for task in project.tasks], np.int64),
        np.array(needs, np.int64).reshape(len(needs), len(project.resources)),
        np.array([task.earliest for task in project.tasks], np.int64),
        np.array(latest, np.int64),
        Table.of([sorted(task.windows) for task in project.tasks]),
        Table.of(before),
        Table.of(after),
        _rank(project, before),
        _room(project),
    )


def _odd(project: Project) -> Iterator[str]:
    """Yield what makes no sense in a project."""
    for kind, ids in (("task", project.tasks), ("resource", project.resources)):
        names = sorted(each.id for each in ids)
        yield from (
            f"the {kind} {one!r} stands twice" for one, two in pairwise(names) if one == two
        )
    tasks, resources = ({each.id for each in ids} for ids in (project.tasks, project.resources))
    for resource in project.resources:
        ticks = [tick for tick, _ in resource.capacity]
        if ticks[:1] != [0] or any(one >= two for one, two in pairwise(ticks)):
            yield f"the capacity of {resource.id!r} does not begin at 0 and go on in order"
        if any(not _sane(number) for pair in resource.capacity for number in pair):
            yield f"the capacity of {resource.id!r} has a number out of range"
    for task in project.tasks:
        yield from _odd_task(task, resources)
    for link in project.links:
        yield from _odd_link(link, tasks)


def _odd_task(task: Task, resources: set[str]) -> Iterator[str]:
    numbers = [task.duration, task.earliest, *task.needs.values()]
    numbers += [tick for window in task.windows for tick in window]
    if not all(map(_sane, numbers)):
        yield f"the task {task.id!r} has a number below 0 or above {LONGEST:,}"
    for name in sorted(set(task.needs) - resources):
        yield f"the task {task.id!r} needs {name!r}, which is no resource"


def _odd_link(link: Link, tasks: set[str]) -> Iterator[str]:
    for name in (link.first, link.then):
        if name not in tasks:
            yield f"the link {link.first!r} to {link.then!r} names {name!r}, which is no task"
    if not _sane(link.lag):
        yield f"the link {link.first!r} to {link.then!r} has a lag out of range"


def _sane(number: int) -> bool:
    return 0 <= number <= LONGEST


def _rank(project: Project, before: list[list[tuple[int, int]]]) -> Ints:
    waits = {task: [first for first, _ in arcs] for task, arcs in enumerate(before)}
    try:
        order = list(TopologicalSorter(waits).static_order())
    except CycleError as error:
        ring = [project.tasks[number].id for number in error.args[1]]
        raise Infeasible([f"tasks wait for each other: {', '.join(ring)}"]) from error
    rank = np.zeros(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _room(project: Project) -> Room:
    ticks = {0, *(tick for each in project.resources for tick, _ in each.capacity)}
    at = np.array(sorted(ticks), np.int64)
    free = np.zeros((len(at), len(project.resources)), np.int64)
    for column, each in enumerate(project.resources):
        steps = np.array(each.capacity, np.int64)
        free[:, column] = steps[np.searchsorted(steps[:, 0], at, side="right") - 1, 1]
    return Room(at, free)
