"""Whether the people who work on a wave have the hours for it beside their day-to-day work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pilotage.facts.engagement import Person
from pilotage.facts.task import Task

WORKDAYS = 5
ENDED = frozenset({"done", "waived"})


@dataclass(frozen=True)
class Workload:
    """What one person has to do for a wave, in hours; ``free`` is None where it is not known."""

    person: str
    free: float | None
    assigned: float
    tasks: tuple[str, ...]

    @property
    def overrun(self) -> float:
        """Return the hours that are missing; 0 where they suffice or nobody knows."""
        return 0.0 if self.free is None else max(self.assigned - self.free, 0.0)

    @property
    def says(self) -> str:
        """Return the sum in one line."""
        has = "unknown hours" if self.free is None else f"{self.free:g} h free"
        over = f", {self.overrun:g} h too many" if self.overrun else ""
        return f"{self.person}: {self.assigned:g} h assigned, {has}{over}"


def workloads(
    people: Iterable[Person], tasks: Iterable[Task], wave: int, starts: date | None
) -> tuple[Workload, ...]:
    """Return the load of everybody with an open task of ``wave``, the worst overrun first.

    Hours count in the week before the window ``starts``; days away in it are not worked.
    """
    known = {person.name.casefold(): person for person in people}
    theirs: dict[str, list[Task]] = {}
    for task in tasks:
        if task.wave == wave and task.state not in ENDED:
            person = known.get(task.owner.casefold())
            owner = person.name if person else task.owner or "nobody named"
            theirs.setdefault(owner, []).append(task)
    found = [
        Workload(
            owner,
            _free(known.get(owner.casefold()), starts),
            sum(task.hours for task in owned),
            tuple(task.title for task in owned),
        )
        for owner, owned in theirs.items()
    ]
    return tuple(
        sorted(found, key=lambda each: (-each.overrun, each.free is not None, each.person))
    )


def overbooked(loads: Sequence[Workload]) -> tuple[Workload, ...]:
    """Return who has more to do than hours."""
    return tuple(load for load in loads if load.overrun)


def _free(person: Person | None, starts: date | None) -> float | None:
    if person is None or person.hours_per_week is None:
        return None
    usual = person.hours_per_week - (person.bau_hours or 0.0)
    away = sum(1 for day in _week_before(starts) if day in person.away)
    return max(usual * (WORKDAYS - away) / WORKDAYS, 0.0)


def _week_before(starts: date | None) -> Iterator[date]:
    """Yield the working days of the seven days before a day."""
    if starts is None:
        return
    for back in range(1, 8):
        day = starts - timedelta(days=back)
        if day.weekday() < WORKDAYS:
            yield day
