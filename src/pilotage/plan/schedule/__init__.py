"""Schedule a project: when each task runs, what sets the end, and how late each may start."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from pilotage.facts.errors import Infeasible
from pilotage.plan.problem import Ints
from pilotage.plan.schedule.bounds import least_end, soonest, tails
from pilotage.plan.schedule.conflict import SAID, hopeless, overloaded
from pilotage.plan.schedule.critical import Holds, last_starts
from pilotage.plan.schedule.exact import solved
from pilotage.plan.schedule.net import NEVER, Net, net_of
from pilotage.plan.schedule.placing import placed
from pilotage.plan.schedule.project import Link, Project, Resource, Schedule, Task, Timed
from pilotage.plan.schedule.search import has_all, in_order, makespan, searched

__all__ = ["Link", "Project", "Resource", "Schedule", "Task", "Timed", "schedule"]


@dataclass(frozen=True)
class Effort:
    """How much work a schedule is worth.

    ``children`` is how many lists the search breeds, fewer where more than ``MANY`` tasks make
    each dearer; ``work`` bounds the exact solver, in its own measure, and ``largest`` is how many
    tasks a project may have for it to be asked.
    """

    children: int
    work: float
    largest: int = 400


EFFORTS = {
    "quick": Effort(1_000, 0.5),
    "standard": Effort(12_000, 3.0),
    "best": Effort(100_000, 40.0, 1_000),
}
MANY = 100
FIRST = 0.1
"""The share of the work that is done first; most projects need no more."""

FEASIBLE = 5.0
"""Bound of the question whether there is any schedule, where the search found none."""


def schedule(project: Project, effort: str = "standard", seed: int = 0) -> Schedule:
    """Return a schedule that keeps everything and ends early; the same for the same seed.

    Raises:
        InputError: the project is not well formed; names the entry.
        Infeasible: no schedule keeps everything, or none was found; the conflict names tasks.
    """
    net, worth = net_of(project), EFFORTS[effort]
    sooner, tail = soonest(net), tails(net)
    if clash := hopeless(project, net, sooner):
        raise Infeasible(clash)
    bound = least_end(net)
    children = worth.children * (MANY / max(net.size, MANY)) ** 2
    start = np.full(net.size, NEVER)
    for share in (FIRST, 1.0) if net.size <= MANY else (1.0,):
        found = searched(net, tail, int(children * share), bound, seed)
        if not has_all(found) and not has_all(start):
            found = _any(project, net, sooner, tail, found)
        start = min(start, found, key=partial(makespan, net))
        if makespan(net, start) > bound and net.size <= worth.largest:
            answer = solved(net, sooner, tail, start, worth.work * share)
            bound = max(bound, answer.bound)
            start = start if answer.start is None else answer.start
        if makespan(net, start) == bound:
            break
    return _told(project, net, placed(net, in_order(net, start)), bound)


def _any(project: Project, net: Net, sooner: Ints, tail: Ints, tried: Ints) -> Ints:
    """Return some schedule where placing task by task found none.

    Raises:
        Infeasible: there is none, or it was not found either.
    """
    end = net.horizon
    if clash := overloaded(project, net, sooner, tail, end):
        raise Infeasible(clash)
    answer = solved(net, sooner, tail, None, FEASIBLE)
    if answer.start is not None:
        return answer.start
    lost = [project.tasks[task].id for task in np.flatnonzero(tried >= NEVER)]
    more = f" and {len(lost) - SAID} more" if len(lost) > SAID else ""
    proof = "cannot all be placed" if answer.impossible else "found no place, which is no proof"
    raise Infeasible([f"{', '.join(lost[:SAID])}{more} {proof}: too much is needed at once"])


def _told(project: Project, net: Net, start: Ints, bound: int) -> Schedule:
    holds, latest = Holds(net, start), last_starts(net, start)
    ids = [task.id for task in project.tasks]

    def binding(task: int) -> str:
        if not start[task]:
            return ""
        if (first := holds.waits_for(task)) >= 0:
            return f"waits for {ids[first]}"
        if start[task] == net.earliest[task]:
            return "earliest"
        if holds.opens(task):
            return "window"
        resource = holds.short_of(task)
        return project.resources[resource].id if resource >= 0 else ""

    timed = tuple(
        Timed(id, int(start[at]), int(holds.end[at]), int(latest[at]), binding(at))
        for at, id in enumerate(ids)
    )
    return Schedule(timed, makespan(net, start), bound, tuple(ids[at] for at in holds.chain()))
