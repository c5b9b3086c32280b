"""Days and hours as ticks, and how many people are at work at each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pilotage.facts.clock import Clock, lasting
from pilotage.facts.engagement import Person

TICK = timedelta(minutes=15)
SATURDAY = 5
WORK_BEGINS, WORK_ENDS = time(7), time(19)
"""Between these local times somebody with a role can be given a task on a working day."""

ON_DUTY = timedelta(hours=2)
"""So long before a window its people are on duty."""

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Ticks:
    """Quarters of an hour from ``epoch`` on, and the clock that people read."""

    epoch: datetime
    clock: Clock

    def floor(self, moment: datetime) -> int:
        """Return the tick that holds ``moment``; below 0 before the epoch."""
        return (moment - self.epoch) // TICK

    def ceil(self, moment: datetime) -> int:
        """Return the first tick that does not begin before ``moment``."""
        return -((self.epoch - moment) // TICK)

    def length(self, lasts: timedelta) -> int:
        """Return how many ticks something lasts, rounded up."""
        return -(-lasts // TICK)

    def at(self, tick: int) -> datetime:
        """Return the moment at which a tick begins."""
        return self.epoch + tick * TICK

    def says(self, tick: int) -> str:
        """Return a tick as people read it."""
        return self.clock.moment(self.at(tick))

    def lasting(self, ticks: int) -> str:
        """Return a number of ticks as people say it."""
        return lasting(ticks * TICK)


def at_work(
    people: Sequence[Person], ticks: Ticks, windows: Iterable[Span], until: datetime
) -> tuple[tuple[int, int], ...]:
    """Return how many of ``people`` are there from which tick on, until ``until`` and ever after.

    They are there on working days and on duty around change windows, but not on the days on which
    they are away.
    """
    zone = ticks.clock.zone
    spans = [*_working_days(ticks.epoch, until, zone), *((a - ON_DUTY, b) for a, b in windows)]
    days = _days(ticks.epoch, until, zone)
    edges = {0, ticks.ceil(until)}
    edges |= {max(ticks.floor(moment), 0) for span in spans for moment in span}
    edges |= {max(ticks.ceil(_midnight(day, zone)), 0) for day in days}
    duty = sorted((max(ticks.floor(a), 0), max(ticks.floor(b), 0)) for a, b in spans)
    steps: list[tuple[int, int]] = []
    for edge in sorted(edges):
        if edge >= ticks.ceil(until):
            amount = len(people)
        elif any(begins <= edge < ends for begins, ends in duty):
            day = ticks.at(edge).astimezone(zone).date()
            amount = sum(day not in person.away for person in people)
        else:
            amount = 0
        if not steps or steps[-1][1] != amount:
            steps.append((edge, amount))
    return tuple(steps)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _days(first: datetime, last: datetime, zone: ZoneInfo) -> list[date]:
    start, end = (moment.astimezone(zone).date() for moment in (first, last))
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def _working_days(first: datetime, last: datetime, zone: ZoneInfo) -> list[Span]:
    return [
        (
            datetime.combine(day, WORK_BEGINS, zone).astimezone(UTC),
            datetime.combine(day, WORK_ENDS, zone).astimezone(UTC),
        )
        for day in _days(first, last, zone)
        if day.weekday() < SATURDAY
    ]


def hours_of(people: Sequence[Person], first: date, last: date) -> float | None:
    """Return the hours that ``people`` have from ``first`` to ``last``, absences taken off.

    None where the hours of somebody are not known.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    working = [day for day in days if day.weekday() < SATURDAY]
    total = 0.0
    for person in people:
        if person.hours_per_week is None:
            return None
        total += person.hours_per_week / SATURDAY * sum(day not in person.away for day in working)
    return total
