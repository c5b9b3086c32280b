"""Put the tasks of all runbooks, the copy passes and the promises of vendors on one calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pilotage.engine.work import Work, whole
from pilotage.facts.clock import Clock
from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import Infeasible, NotKnown
from pilotage.facts.plan import Plan, Wave
from pilotage.facts.role import role_title
from pilotage.facts.runbook import Runbook
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import USERS
from pilotage.plan.copying import (
    Copying,
    Fill,
    FirstDay,
    Ground,
    Load,
    copied,
    fills,
    first_days,
    limits_of,
    line_of,
    loads_of,
    opening_of,
    unassessed,
)
from pilotage.plan.schedule import Project, Schedule, schedule
from pilotage.plan.schedule.calendar import TICK, Ticks

BINDINGS = {"earliest": "its own moment"}
"""Reasons of the scheduler in the words of people; a resource is a role."""


@dataclass(frozen=True)
class Line:
    """One task on the calendar; ``slack`` is how long it may slip, ``binding`` why not sooner."""

    id: str
    title: str
    starts: datetime
    ends: datetime
    slack: timedelta
    who: str
    binding: str
    critical: bool


@dataclass(frozen=True)
class Calendar:
    """The schedule in moments, the copy passes, and the limits of each wave, the fullest first."""

    tasks: tuple[Line, ...]
    ends: datetime
    proven: bool
    critical: tuple[str, ...]
    copying: Copying
    fills: Mapping[int, tuple[Fill, ...]]
    unassessed: tuple[str, ...]


@dataclass(frozen=True)
class Copied:
    """The loads of all waves, their passes and first days, and what the hours leave out."""

    loads: tuple[Load, ...]
    copying: Copying
    first_days: tuple[FirstDay, ...]
    unassessed: tuple[str, ...]


def copied_by(
    snapshot: Snapshot,
    engagement: Engagement,
    plan: Plan,
    now: datetime,
    times: float = 1.0,
    *,
    under_way: bool = False,
) -> Copied:
    """Return the copy passes of the waves to come, of ``times`` as much data as was read.

    Nothing is copied before ``now``; with ``under_way`` a pass began at its usual moment after
    the start of the migration, also where that is over.

    Raises:
        InputError: an own limit or the link does not exist.
    """
    limits = limits_of(engagement, snapshot.rows(USERS).height)
    zone = ZoneInfo(engagement.migration.time_zone)
    starts = datetime.combine(engagement.migration.starts_on, time(), zone).astimezone(UTC)
    line = line_of(snapshot, engagement, limits)
    begins = starts if under_way else max(now, starts)
    ground = Ground(limits, line, opening_of(limits, zone), begins)
    read = loads_of(snapshot, plan, engagement.migration.kind)
    loads = tuple(load.times(times) for load in read)
    copying = copied(_coming(plan, now), loads, ground)
    said = tuple(dict.fromkeys(unassessed(loads, limits, line)))
    return Copied(loads, copying, first_days(snapshot, plan, limits), said)


def calendar_of(
    snapshot: Snapshot,
    engagement: Engagement,
    plan: Plan,
    runbooks: Sequence[Runbook],
    now: datetime,
    effort: str = "standard",
) -> Calendar:
    """Return when every task is done, from ``now`` on.

    Once a wave has moved, a pre-copy whose usual begin is over is taken as begun then, and named
    in ``unassessed``.

    Raises:
        NotKnown: no wave of the plan is still to come.
        Infeasible: something cannot be done before its window or the deadline; names what binds.
        InputError: an own limit or the link does not exist.
    """
    coming = tuple(_coming(plan, now))
    if not coming:
        raise NotKnown("no wave of the plan is still to come; make a new one with: pilotage plan")
    under_way = any(wave.starts_at and wave.starts_at < now for wave in plan.waves if wave.members)
    copy = copied_by(snapshot, engagement, plan, now, under_way=under_way)
    if clash := [*_too_long(copy.copying), *_too_late(coming, engagement)]:
        raise Infeasible(clash)
    numbers = {wave.number for wave in coming}
    books = tuple(book for book in runbooks if book.wave in numbers and book.window)
    ticks = Ticks(_next_hour(now), Clock.of(engagement.migration.time_zone))
    work = Work(engagement, ticks, books, coming, copy.copying)
    project = work.project()
    made = schedule(project, effort)
    path = _path(project, made)
    passes, capacity = copy.copying.passes, engagement.capacity
    return Calendar(
        tuple(_lines(work, made, path)),
        ticks.at(made.makespan),
        made.proven,
        tuple(dict.fromkeys(map(whole, path))),
        copy.copying,
        {wave.number: fills(wave, passes, capacity, work.hours(wave)) for wave in coming},
        (*copy.unassessed, *_taken_as_begun(copy.copying, now, ticks.clock)),
    )


def _taken_as_begun(copying: Copying, now: datetime, clock: Clock) -> Iterator[str]:
    for each in copying.passes:
        if each.starts < now:
            began = clock.day(clock.local(each.starts))
            yield f"how far the {each.name} of wave {each.wave} is; taken as begun on {began}"


def _path(project: Project, made: Schedule) -> list[str]:
    """Return the critical path, led back where it begins at a moment of its own.

    There it goes on with what has the least slack of all that the first task waits for.
    """
    slack = {timed.id: timed.slack for timed in made.tasks}
    waits: dict[str, list[str]] = {}
    for link in project.links:
        waits.setdefault(link.then, []).append(link.first)
    path = list(made.critical)
    while path and path[0] in waits:
        path.insert(0, min(waits[path[0]], key=lambda id: (slack[id], id)))
    return path


def _next_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _lines(work: Work, made: Schedule, path: Iterable[str]) -> Iterator[Line]:
    """Yield the tasks by their start; a task in parts is one line from its first to its last."""
    first = {timed.id: timed for timed in made.tasks}
    last = {whole(timed.id): timed.end for timed in made.tasks}
    critical = set(map(whole, path))
    for piece in sorted(work.pieces, key=lambda each: (first[each.task.id].start, each.task.id)):
        timed = first[piece.task.id]
        yield Line(
            timed.id,
            piece.title,
            work.ticks.at(timed.start),
            work.ticks.at(last[timed.id]),
            timed.slack * TICK,
            _who(work.engagement, piece.role),
            BINDINGS.get(timed.binding, role_title(timed.binding)),
            timed.id in critical,
        )


def _who(engagement: Engagement, role: str) -> str:
    """Return the holders of a role, or the role and that it has none."""
    names = ", ".join(person.name for person in engagement.holders(role))
    return names or (f"{role_title(role)}: nobody named" if role else "")


def _too_long(copying: Copying) -> Iterator[str]:
    for each in copying.late:
        yield f"the {each.name} of wave {each.wave} does not fit: {each.says}"


def _too_late(waves: Sequence[Wave], engagement: Engagement) -> Iterator[str]:
    """Yield the waves whose window ends after the deadline."""
    clock = Clock.of(engagement.migration.time_zone)
    for wave in waves:
        deadline = engagement.migration.deadline
        if deadline and wave.ends_at and clock.local(wave.ends_at).date() > deadline:
            ends, due = clock.moment(wave.ends_at), clock.day(deadline)
            yield f"the window of wave {wave.number} ends on {ends}, after the deadline, {due}"


def _coming(plan: Plan, now: datetime) -> Iterator[Wave]:
    for wave in plan.waves:
        if wave.members and wave.starts_at and wave.ends_at and wave.starts_at >= now:
            yield wave
