"""The work of a plan as a project: steps of runbooks, windows, copy passes, vendors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from itertools import pairwise

from pilotage.facts.engagement import Engagement, Vendor
from pilotage.facts.plan import Wave
from pilotage.facts.role import ROLES, role_title
from pilotage.facts.runbook import Runbook, Step
from pilotage.plan.copying import Copying, Fill, Pass
from pilotage.plan.schedule import Link, Project, Resource, Task
from pilotage.plan.schedule.calendar import TICK, Ticks, at_work, hours_of
from pilotage.runbook.phases import in_window

PART = timedelta(hours=4)
"""A longer task is done in parts, so that it may go on the next day."""

AFTERWARDS = timedelta(days=30)
"""So long after the last window the calendars go on."""

LEAD = timedelta(days=14)
"""Over so many days before its window the hours of a wave's people are counted."""

MINUTES = 60
CUTOVER = "cutover"


@dataclass(frozen=True)
class Piece:
    """A task of the project as people know it; ``role`` is who does it."""

    task: Task
    title: str
    role: str = ""


@dataclass(frozen=True)
class Work:
    """Everything that is to be done for the waves that are still to come."""

    engagement: Engagement
    ticks: Ticks
    runbooks: tuple[Runbook, ...]
    waves: tuple[Wave, ...]
    copying: Copying

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Return every task with its title, in the order of the waves."""
        found = [*self._steps(), *self._cutovers(), *self._passes(), *self._promises()]
        return tuple(found)

    def project(self) -> Project:
        """Return the tasks with what they wait for and who is there to do them."""
        links = [*self._links(), *_in_parts(self.pieces)]
        whole = tuple(part for piece in self.pieces for part in parts(piece.task))
        return Project(
            whole, tuple(links), tuple(self._people()), self.ticks.says, self.ticks.lasting
        )

    def hours(self, wave: Wave) -> Iterator[Fill]:
        """Yield how many of the hours of each role the wave takes in the days before its window."""
        assert wave.starts_at is not None
        last = wave.starts_at.date()
        for role in ROLES:
            people = self.engagement.holders(role)
            has = hours_of(people, last - LEAD, last) if people else None
            minutes = sum(step.minutes for step in self._prepared(wave.number, role))
            if has is not None and minutes:
                says = f"{role_title(role)}, preparing"
                yield Fill(says, minutes / MINUTES, has, "hours")

    def _prepared(self, wave: int, role: str) -> Iterator[Step]:
        for book in self.runbooks:
            for item in book.items if book.wave == wave else ():
                if isinstance(item, Step) and item.phase == "prepare" and item.owner == role:
                    yield item

    def _steps(self) -> Iterator[Piece]:
        """Yield the steps outside the windows: before T-0 prepared, after it at their moment."""
        for book in self.runbooks:
            assert book.window is not None
            begins = book.window[0]
            for step in _outside(book):
                lasts = self.ticks.length(step.lasts)
                before = step.phase == "prepare"
                yield Piece(
                    Task(
                        step.key,
                        lasts,
                        self._needs([step.owner], lasts),
                        earliest=max(self.ticks.ceil(begins + step.starts), 0),
                        latest=self.ticks.floor(begins) - lasts if before else None,
                    ),
                    step.title,
                    step.owner,
                )

    def _cutovers(self) -> Iterator[Piece]:
        """Yield one task per window, held by everyone who has a step in it."""
        for book in self.runbooks:
            assert book.window is not None
            begins, ends = map(self.ticks.floor, book.window)
            roles = {item.owner for item in book.items if isinstance(item, Step)}
            owners = [role for role in ROLES if role in roles and _works_inside(book, role)]
            needs = self._needs(owners, ends - begins)
            task = Task(_cutover(book.wave), ends - begins, needs, begins, begins)
            yield Piece(task, f"Window of {book.title}", "lead")

    def _passes(self) -> Iterator[Piece]:
        for each in self.copying.passes:
            if each.ends and each.due <= self._begins(each.wave):
                left = each.ends - max(each.starts, self.ticks.at(0))
                lasts = self.ticks.length(max(left, timedelta()))
                earliest = max(self.ticks.floor(each.starts), 0)
                latest = max(self.ticks.floor(each.due) - lasts, earliest)
                task = Task(_pass(each), lasts, {}, earliest, latest)
                yield Piece(task, f"{each.name.capitalize()} of wave {each.wave}: {each.says}")

    def _promises(self) -> Iterator[Piece]:
        for vendor in self._waited_for():
            when = vendor.promised_on or vendor.needed_on
            assert when is not None
            due = datetime.combine(when, time(), self.ticks.clock.zone) + timedelta(days=1)
            task = Task(_promise(vendor), 0, {}, max(self.ticks.ceil(due), 0))
            yield Piece(task, f"{vendor.name} delivers {vendor.service}", "vendor")

    def _waited_for(self) -> list[Vendor]:
        return [each for each in self.engagement.vendor if each.needed_on and not each.delivered_on]

    def _links(self) -> Iterator[Link]:
        """Yield what waits for what: windows for preparation, passes, vendors; then the rest."""
        ids = {piece.task.id for piece in self.pieces}
        for book in self.runbooks:
            for step in _outside(book):
                if step.phase == "prepare":
                    yield Link(step.key, _cutover(book.wave))
                else:
                    yield Link(_cutover(book.wave), step.key)
                yield from (Link(key, step.key) for key in step.after if key in ids)
                if step.key == _started_by(book.wave) and _started(book.wave) in ids:
                    yield Link(step.key, _started(book.wave))
        for one, two in pairwise(self.copying.passes):
            if one.wave == two.wave and _pass(one) in ids:
                then = _pass(two) if _pass(two) in ids else _cutover(two.wave)
                yield Link(_pass(one), then)
        for vendor in self._waited_for():
            yield from (Link(_promise(vendor), _cutover(wave)) for wave in self._waits(vendor))

    def _waits(self, vendor: Vendor) -> list[int]:
        """Return the first wave on or after the day on which the vendor is needed."""
        local = self.ticks.clock.local
        return [
            wave.number
            for wave in self.waves
            if wave.starts_at
            and vendor.needed_on
            and local(wave.starts_at).date() >= vendor.needed_on
        ][:1]

    def _needs(self, roles: Sequence[str], lasts: int) -> dict[str, int]:
        return {role: 1 for role in roles if lasts and self.engagement.holders(role)}

    def _people(self) -> Iterator[Resource]:
        windows = [book.window for book in self.runbooks if book.window]
        until = max(end for _, end in windows) + AFTERWARDS
        for role in ROLES:
            if people := self.engagement.holders(role):
                yield Resource(role, at_work(people, self.ticks, windows, until))

    def _begins(self, wave: int) -> datetime:
        return next(book.window[0] for book in self.runbooks if book.window and book.wave == wave)


def parts(task: Task) -> Iterator[Task]:
    """Yield a long task as parts that follow each other; a short one as it is."""
    most = PART // TICK
    if task.duration <= most or not task.needs or task.latest == task.earliest:
        yield task
        return
    for number, begins in enumerate(range(0, task.duration, most)):
        left = task.duration - begins
        yield Task(
            f"{task.id}#{number}" if number else task.id,
            min(most, left),
            task.needs,
            task.earliest + begins,
            None if task.latest is None else task.latest + begins,
        )


def whole(id: str) -> str:
    """Return the id of the task that a part belongs to."""
    return id.partition("#")[0]


def _in_parts(pieces: Iterable[Piece]) -> Iterator[Link]:
    for piece in pieces:
        ids = [part.id for part in parts(piece.task)]
        yield from (Link(one, two) for one, two in pairwise(ids))


def _outside(book: Runbook) -> list[Step]:
    return [item for item in book.items if isinstance(item, Step) and not in_window(item.phase)]


def _works_inside(book: Runbook, role: str) -> bool:
    return any(
        isinstance(item, Step) and in_window(item.phase) and item.owner == role
        for item in book.items
    )


def _cutover(wave: int) -> str:
    return f"wave-{wave}/{CUTOVER}"


def _pass(each: Pass) -> str:
    return f"wave-{each.wave}/copy/{each.name.replace(' ', '-')}"


def _started_by(wave: int) -> str:
    """Return the key of the step that starts the first copy, in templates that have one."""
    return f"wave-{wave}/pre-copy"


def _started(wave: int) -> str:
    return f"wave-{wave}/copy/pre-copy"


def _promise(vendor: Vendor) -> str:
    return f"vendor/{vendor.name}"
