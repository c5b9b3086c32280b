"""Small projects: a healthy one to break, random ones, and an independent look at schedules."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pilotage.plan.schedule import Link, Project, Resource, Schedule, Task

HEALTHY = Project(
    tasks=(
        Task("seed", 4, {"engineer": 1, "line": 2}),
        Task("match", 3, {"engineer": 1}),
        Task("rehearse", 2, {"engineer": 2}),
        Task("cut over", 2, {"engineer": 2}, windows=((10, 14), (20, 24))),
        Task("handed over", 0),
    ),
    links=(
        Link("match", "rehearse"),
        Link("seed", "cut over", 1),
        Link("rehearse", "cut over"),
        Link("cut over", "handed over"),
    ),
    resources=(Resource.always("engineer", 2), Resource("line", ((0, 0), (1, 2)))),
)


def complaints(project: Project, made: Schedule) -> list[str]:
    """Return what a schedule does not keep, tick by tick, without the code that made it."""
    start = made.starts
    by_id = {task.id: task for task in project.tasks}
    end = {task.id: start[task.id] + task.duration for task in project.tasks}
    wrong = []
    for task in project.tasks:
        begin, ends = start[task.id], end[task.id]
        inside = [a <= begin and ends <= b for a, b in task.windows]
        if begin < task.earliest or (task.latest is not None and begin > task.latest):
            wrong.append(f"{task.id} starts at {begin}")
        if task.windows and not any(inside):
            wrong.append(f"{task.id} is outside its windows")
    for link in project.links:
        if start[link.then] < end[link.first] + link.lag:
            wrong.append(f"{link.then} does not wait for {link.first}")
    for each in project.resources:
        for tick in range(made.makespan):
            has = [amount for since, amount in each.capacity if since <= tick][-1]
            used = sum(
                task.needs.get(each.id, 0)
                for task in by_id.values()
                if start[task.id] <= tick < end[task.id]
            )
            if used > has:
                wrong.append(f"{each.id} gives {used} of {has} at {tick}")
    if made.makespan != max(end.values(), default=0):
        wrong.append(f"the end is {made.makespan}")
    return wrong


def invented(seed: int, size: int, *, calendars: bool = True) -> Project:
    """Return tasks with up to three reasons each, three resources, and nights."""
    rng = np.random.default_rng(seed)
    names = [f"t{number}" for number in range(size)]
    tasks = tuple(
        Task(
            name,
            int(rng.integers(0, 9)),
            {f"r{one}": int(rng.integers(1, 5)) for one in rng.permutation(3)[:2]},
            earliest=int(rng.integers(0, 20)) if rng.random() < 0.1 else 0,
        )
        for name in names
    )
    links = tuple(
        Link(names[first], names[then], int(rng.integers(0, 3)))
        for then in range(1, size)
        for first in sorted(set(rng.integers(max(then - 12, 0), then, 2).tolist()))
        if rng.random() < 0.7
    )
    nights = tuple((tick, 8 if tick % 40 == 0 else 3) for tick in range(0, 40 * size, 20))
    resources = (
        Resource("r0", nights) if calendars else Resource.always("r0", 8),
        Resource.always("r1", 8),
        Resource.always("r2", 8),
    )
    return Project(tasks, links, resources)


def read_psplib(path: Path) -> Project:
    """Return a project of the library PSPLIB, from a file with one mode per job."""
    lines = path.read_text().splitlines()

    def below(title: str, skip: int) -> list[list[int]]:
        first = next(at for at, line in enumerate(lines) if line.startswith(title)) + skip
        last = next(at for at in range(first, len(lines)) if lines[at].startswith("*"))
        return [[int(word) for word in line.split()] for line in lines[first:last]]

    names = [f"R{number}" for number in range(1, 100)]
    jobs = below("REQUESTS/DURATIONS", 3)
    tasks = (
        Task(
            str(job),
            duration,
            {name: need for name, need in zip(names, needs, strict=False) if need},
        )
        for job, _, duration, *needs in jobs
    )
    links = (
        Link(str(job), str(then))
        for job, _, _, *after in below("PRECEDENCE RELATIONS", 2)
        for then in after
    )
    [available] = below("RESOURCEAVAILABILITIES", 2)
    resources = (Resource.always(name, most) for name, most in zip(names, available, strict=False))
    return Project(tuple(tasks), tuple(links), tuple(resources))
