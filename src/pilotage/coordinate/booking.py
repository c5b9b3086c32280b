"""Who is booked where: duties and change windows of every client on one calendar."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter

from pilotage.facts.engagement import Duty, Person

AT_WINDOWS = frozenset({"lead", "engineer"})
"""Roles that are at work for the whole of a change window."""

FULL = 100
FULL_DAY = 8.0
"""Hours that make a day of one person full; more is over-booked."""

ON_CALL = 0.25
"""An hour on duty outside a window counts as a quarter of an hour of work; an assumption."""


@dataclass(frozen=True)
class Booking:
    """A stretch in which a person is needed by one client; ``load`` is hours of work per hour."""

    person: str
    client: str
    what: str
    starts: datetime
    ends: datetime
    load: float = 1.0

    def days(self) -> Iterator[date]:
        """Yield each day that it touches, in UTC."""
        day, last = (moment.astimezone(UTC).date() for moment in (self.starts, self.ends))
        while day <= last:
            yield day
            day += timedelta(days=1)

    def hours_on(self, day: date) -> float:
        """Return the hours of work that it asks for on a day, in UTC."""
        begins = datetime.combine(day, time(), UTC)
        overlap = min(self.ends, begins + timedelta(days=1)) - max(self.starts, begins)
        return max(overlap.total_seconds(), 0.0) / 3600 * self.load


@dataclass(frozen=True)
class Clash:
    """Two clients that need the same person at the same time."""

    person: str
    one: Booking
    other: Booking

    @property
    def starts(self) -> datetime:
        """Return when the overlap begins."""
        return max(self.one.starts, self.other.starts)


@dataclass(frozen=True)
class Day:
    """What one person is booked for on one day; ``percent`` is of a full day."""

    day: date
    percent: int
    clients: tuple[str, ...]
    window: bool

    @property
    def over(self) -> bool:
        """Tell whether it is more than a full day."""
        return self.percent > FULL


def bookings(
    client: str,
    people: Iterable[Person],
    duties: Iterable[Duty],
    windows: Iterable[tuple[int, datetime, datetime]],
) -> Iterator[Booking]:
    """Yield the bookings of one client: its duties, and who works in its change windows.

    ``windows`` are number of the wave, start and end.
    """
    names = [each.name for each in people if AT_WINDOWS & set(each.roles)]
    for number, starts, ends in windows:
        for name in names:
            yield Booking(name, client, f"wave {number}", starts, ends)
    for duty in duties:
        ends = duty.starts + timedelta(hours=duty.hours)
        yield Booking(duty.primary, client, "on duty", duty.starts, ends, ON_CALL)


def clashes(booked: Iterable[Booking]) -> tuple[Clash, ...]:
    """Return where a person is wanted in full by two clients at once, the earliest first."""
    found = []
    for person, own in sorted(_by_person(booked).items()):
        full = sorted(
            (each for each in own if each.load == 1), key=lambda each: (each.starts, each.client)
        )
        for place, one in enumerate(full):
            ends = bisect_left(full, one.ends, key=attrgetter("starts"))
            found += [
                Clash(person, one, other)
                for other in full[place + 1 : ends]
                if other.client != one.client
            ]
    return tuple(sorted(found, key=lambda clash: (clash.starts, clash.person)))


def calendar(booked: Sequence[Booking], first: date, days: int) -> Mapping[str, tuple[Day, ...]]:
    """Return each booked person's days from ``first`` on, those with the most work first."""
    until = datetime.combine(first + timedelta(days=days), time(), UTC)
    begins = datetime.combine(first, time(), UTC)
    near = [each for each in booked if each.starts < until and each.ends > begins]
    on: dict[tuple[str, date], list[Booking]] = defaultdict(list)
    for each in near:
        for day in each.days():
            on[each.person, day].append(each)
    wanted = [first + timedelta(days=place) for place in range(days)]
    made = {
        person: tuple(_day(on[person, day], day) for day in wanted)
        for person in dict.fromkeys(each.person for each in near)
    }
    return dict(sorted(made.items(), key=lambda each: (-sum(d.percent for d in each[1]), each[0])))


def _by_person(booked: Iterable[Booking]) -> dict[str, list[Booking]]:
    own: dict[str, list[Booking]] = defaultdict(list)
    for each in booked:
        own[each.person].append(each)
    return own


def _day(own: Sequence[Booking], day: date) -> Day:
    there = [(each, hours) for each in own if (hours := each.hours_on(day)) > 0]
    percent = round(sum(hours for _, hours in there) / FULL_DAY * 100)
    clients = tuple(sorted({each.client for each, _ in there}))
    return Day(day, percent, clients, any(each.load == 1 for each, _ in there))
