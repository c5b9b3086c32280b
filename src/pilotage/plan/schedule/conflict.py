"""Why no schedule keeps everything: the tasks and the resource, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from pilotage.plan.problem import Ints
from pilotage.plan.schedule.bounds import first_place
from pilotage.plan.schedule.net import NEVER, Net
from pilotage.plan.schedule.project import Project

SAID = 5
"""So many tasks at most are named one by one."""


def hopeless(project: Project, net: Net, sooner: Ints) -> list[str]:
    """Return a sentence per task that has no place even beside no other; empty where all have."""
    return list(islice(_hopeless(project, net, sooner), SAID))


def _hopeless(project: Project, net: Net, sooner: Ints) -> Iterator[str]:
    for task in np.argsort(net.rank).tolist():
        waits = [first for first, _ in net.before[task]]
        if sooner[task] < NEVER or any(sooner[first] >= NEVER for first in waits):
            continue
        yield _too_much(project, net, task) or _too_late(project, net, task, sooner)


def _too_much(project: Project, net: Net, task: int) -> str:
    """Say which resource never has what the task needs."""
    most = net.room.free.max(axis=0, initial=0)
    short = np.flatnonzero(net.need[task] > most)
    if not short.size or not net.duration[task]:
        return ""
    resource, needs = project.resources[short[0]].id, net.need[task, short[0]]
    has = f"which never has more than {most[short[0]]}"
    return f"{project.tasks[task].id} needs {needs} of {resource}, {has}"


def _too_late(project: Project, net: Net, task: int, sooner: Ints) -> str:
    length, name = int(net.duration[task]), project.tasks[task].id
    windows = net.windows[task]
    if windows and length > max(closes - opens for opens, closes in windows):
        longest = max(closes - opens for opens, closes in windows)
        lasts = project.length(length)
        return f"{name} takes {lasts}, and its longest window has {project.length(longest)}"
    ends = [(sooner[one] + net.duration[one] + lag, one) for one, lag in net.before[task]]
    ready, last = max(((int(end), one) for end, one in ends), default=(0, -1))
    said = f"{name} takes {project.length(length)}"
    if last >= 0 and ready > net.earliest[task]:
        said += f" and waits for {project.tasks[last].id} until {project.moment(ready)}"
    elif net.earliest[task]:
        said += f" and may begin at {project.moment(int(net.earliest[task]))}"
    if net.latest[task] < NEVER:
        said += f"; it must begin by {project.moment(int(net.latest[task]))}"
    alone = max(int(ready), int(net.earliest[task]))
    free = [project.resources[one].id for one in np.flatnonzero(net.need[task])]
    if free and alone <= net.latest[task] and first_place(net, task, alone) >= NEVER:
        said += f"; {' and '.join(free)} has no room for it by then"
    return said


def overloaded(project: Project, net: Net, sooner: Ints, tail: Ints, end: int) -> list[str]:
    """Return the stretch in which a resource is asked for most beyond what it has, in words.

    Looked at are the stretches from an earliest start to a latest end, in which those tasks count
    that have to lie inside; empty where none is overloaded.
    """
    last = np.minimum(net.latest, end - tail) + net.duration
    found: tuple[int, int, int, int] | None = None
    for column in range(net.need.shape[1]):
        work = net.need[:, column] * net.duration
        for opens in np.unique(sooner[work > 0]).tolist():
            inside = np.flatnonzero((sooner >= opens) & (work > 0))
            by_end = inside[np.argsort(last[inside], kind="stable")]
            asked = np.cumsum(work[by_end])
            has = _given(net, column, last[by_end]) - _given(net, column, np.array([opens]))
            over = asked - has
            if over.size and over.max() > (found[0] if found else 0):
                found = (int(over.max()), column, opens, int(last[by_end[over.argmax()]]))
    return [] if found is None else [_said(project, net, found, sooner, last)]


def _said(
    project: Project, net: Net, found: tuple[int, int, int, int], sooner: Ints, last: Ints
) -> str:
    over, column, opens, closes = found
    need = net.need[:, column] * net.duration
    inside = np.flatnonzero((sooner >= opens) & (last <= closes) & (need > 0))
    names = [project.tasks[task].id for task in inside]
    more = f" and {len(names) - SAID} more" if len(names) > SAID else ""
    asked = int(need[inside].sum())
    return (
        f"{', '.join(names[:SAID])}{more} must lie between {project.moment(opens)} and "
        f"{project.moment(closes)} and need {project.length(asked)} of "
        f"{project.resources[column].id} there, which has {project.length(asked - over)}"
    )


def _given(net: Net, column: int, ticks: Ints) -> Ints:
    """Return what a resource has given by each tick."""
    at, free = net.room.at, net.room.free[:, column]
    sums = np.append(0, np.cumsum(free[:-1] * np.diff(at)))
    row = np.searchsorted(at, ticks, side="right") - 1
    given: Ints = sums[row] + free[row] * (ticks - at[row])
    return given
