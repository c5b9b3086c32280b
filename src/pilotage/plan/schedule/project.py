"""A project: tasks, what each needs, what waits for what, and how much there is of everything.

Time is counted in whole ticks from 0; what a tick is, is up to whoever builds the project. A
stretch ``(a, b)`` holds the ticks from ``a`` up to and without ``b``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Stretch = tuple[int, int]


@dataclass(frozen=True)
class Task:
    """Work that runs for ``duration`` ticks without a break.

    ``needs`` is how much of each resource it holds meanwhile. It starts no sooner than
    ``earliest`` and no later than ``latest``, and lies as a whole in one of ``windows`` where
    there are any. A milestone has no duration and needs nothing.
    """

    id: str
    duration: int
    needs: Mapping[str, int] = field(default_factory=dict)
    earliest: int = 0
    latest: int | None = None
    windows: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class Link:
    """``then`` starts no sooner than ``lag`` ticks after ``first`` has ended."""

    first: str
    then: str
    lag: int = 0


@dataclass(frozen=True)
class Resource:
    """What tasks share, such as the hours of engineers or a line.

    ``capacity`` says how much there is, as pairs of a tick and the amount from then on, in the
    order of time and beginning at 0. Absences and nights are stretches with less of it.
    """

    id: str
    capacity: tuple[tuple[int, int], ...]

    @classmethod
    def always(cls, id: str, amount: int) -> Resource:
        """Return a resource of which there is the same amount all the time."""
        return cls(id, ((0, amount),))

    @property
    def most(self) -> int:
        """Return the most there ever is."""
        return max((amount for _, amount in self.capacity), default=0)


@dataclass(frozen=True)
class Project:
    """Everything that a schedule has to keep.

    ``moment`` and ``length`` put a tick and a number of ticks in words, for conflicts.
    """

    tasks: tuple[Task, ...]
    links: tuple[Link, ...] = ()
    resources: tuple[Resource, ...] = ()
    moment: Callable[[int], str] = str
    length: Callable[[int], str] = "{} ticks".format


@dataclass(frozen=True)
class Timed:
    """When a task runs, and what that hangs on.

    ``latest`` is the last start with which the project still ends as early and every later task
    keeps its own dates, and ``slack`` how far that lies behind ``start``; resources are not
    looked at. ``binding`` says why the task starts no sooner: the id of a resource, "waits for
    ID", "earliest", "window", or nothing where it starts at 0.
    """

    id: str
    start: int
    end: int
    latest: int
    binding: str = ""

    @property
    def slack(self) -> int:
        """Return by how many ticks the task may slip."""
        return self.latest - self.start


@dataclass(frozen=True)
class Schedule:
    """When each task runs, in the order of the project.

    ``makespan`` is the end of the last task, ``bound`` a proven lower bound of it, and
    ``critical`` the chain of tasks that sets it, whether they wait for each other or for the
    same resource.
    """

    tasks: tuple[Timed, ...]
    makespan: int
    bound: int
    critical: tuple[str, ...] = ()

    @property
    def proven(self) -> bool:
        """Say whether no schedule ends sooner."""
        return self.bound == self.makespan

    @property
    def starts(self) -> Mapping[str, int]:
        """Return the start of each task."""
        return {task.id: task.start for task in self.tasks}
