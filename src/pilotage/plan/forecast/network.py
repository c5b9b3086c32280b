"""The network: tasks that wait for each other, and what may make each of them late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from math import isfinite

import numpy as np

from pilotage.facts.errors import InputError
from pilotage.plan.forecast.spread import MOST_DAYS, Spread, exactly
from pilotage.plan.problem import Ints

WEEK = 7.0
MOST_TIMES = 20


@dataclass(frozen=True)
class Task:
    """Something that takes ``days`` once all tasks in ``after`` have ended.

    ``chance`` below 1 makes it a mishap: it happens with that chance, then once more with the
    same chance, ``most`` times at most; else it takes no time. ``cause`` names what is to blame
    for its length; lengths of tasks of one cause move together with ``correlation``. It does not
    start before the day ``not_before``. ``opens`` are the days on which it may start, in order;
    after the last it may start every ``every`` days. Days count from midnight of day zero.
    """

    name: str
    days: Spread = field(default_factory=lambda: exactly(0))
    after: tuple[str, ...] = ()
    cause: str = ""
    correlation: float = 0.0
    chance: float = 1.0
    most: int = 1
    not_before: float = 0.0
    opens: tuple[float, ...] = ()
    every: float = WEEK

    @property
    def certain(self) -> bool:
        """Say whether it happens in every run."""
        return self.chance >= 1

    @property
    def blamed(self) -> str:
        """Return the cause of its length: its own name where none is given."""
        return self.cause or self.name


@dataclass(frozen=True, eq=False)
class Network:
    """Tasks with their precedences in CSR form.

    Task ``t`` waits for the tasks ``before[ptr[t]:ptr[t + 1]]``; ``order`` is an order in which
    every task comes after all that it waits for.
    """

    tasks: tuple[Task, ...]
    ptr: Ints
    before: Ints
    order: Ints

    @cached_property
    def waits(self) -> tuple[tuple[int, ...], ...]:
        """Return for each task the numbers of those that it waits for."""
        before, ptr = self.before.tolist(), self.ptr.tolist()
        return tuple(tuple(before[one:two]) for one, two in pairwise(ptr))


def network_of(tasks: Iterable[Task]) -> Network:
    """Return the network of ``tasks``, each waiting for others by name.

    Raises:
        InputError: there is no task, a name stands twice or is unknown, tasks wait for each
            other in a circle, or a number cannot be; names the task and the key.
    """
    given = tuple(tasks)
    if not given:
        raise InputError("there is no task to forecast", where="tasks")
    at = {task.name: number for number, task in enumerate(given)}
    _check_names(given, at)
    for task in given:
        _check_numbers(task)
    waits = [sorted({at[name] for name in task.after}) for task in given]
    ptr = np.cumsum([0, *map(len, waits)], dtype=np.int64)
    before = np.array([one for row in waits for one in row], np.int64)
    return Network(given, ptr, before, _order(given, waits))


def _check_names(tasks: Sequence[Task], at: dict[str, int]) -> None:
    for number, task in enumerate(tasks):
        if at[task.name] != number:
            raise InputError(f"the name {task.name!r} stands twice", where="tasks.name")
        for name in task.after:
            if name not in at:
                says = f"waits for {name!r}, which is no task"
                raise InputError(says, where=f"{task.name}: after")


def _check_numbers(task: Task) -> None:
    checks = {
        "days": task.days.fault,
        "chance": "" if 0 <= task.chance <= 1 else "must lie between 0 and 1",
        "most": "" if 1 <= task.most <= MOST_TIMES else f"must be from 1 to {MOST_TIMES}",
        "correlation": "" if 0 <= task.correlation < 1 else "must be at least 0 and below 1",
        "not_before": "" if _is_day(task.not_before) else "must be a day from 0",
        "opens": _fault_of_opens(task.opens),
        "every": "" if isfinite(task.every) and task.every > 0 else "must be above 0 days",
    }
    for key, says in checks.items():
        if says:
            raise InputError(says, where=f"{task.name}: {key}")


def _fault_of_opens(opens: Sequence[float]) -> str:
    if not all(map(_is_day, opens)):
        return "must be days from 0"
    return "" if all(one < two for one, two in pairwise(opens)) else "must be days in order"


def _is_day(day: float) -> bool:
    return isfinite(day) and 0 <= day <= MOST_DAYS


def _order(tasks: Sequence[Task], waits: Sequence[Sequence[int]]) -> Ints:
    sorter = TopologicalSorter(dict(enumerate(waits)))
    try:
        return np.array(tuple(sorter.static_order()), np.int64)
    except CycleError as error:
        ring = " -> ".join(tasks[number].name for number in error.args[1])
        raise InputError(f"tasks wait for each other: {ring}", where="after") from error
