"""When the demo migration moves: windows, freezes, and who is on duty."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = "Europe/Amsterdam"
BEGINS = time(18)
MOST_WAVES = 36


@dataclass(frozen=True)
class Pace:
    """How a demo migration goes through its weeks.

    ``preparation`` is in days, from the start to the first window or the Saturday after.
    ``night_hours`` is the length of the shift that begins with the window; nobody is on duty
    after the night of window ``hole_after``. The deadline lies ``spare`` windows before the last.
    ``waves`` is how many full waves the people are to fit into; 0 goes by their number.
    """

    zone: str = ZONE
    preparation: int = 26
    night_hours: int = 16
    hole_after: int = 1
    spare: int = 0
    waves: int = 0

    def waves_for(self, people: int) -> int:
        """Return into how many full waves the people are to fit."""
        return self.waves or waves_wanted(people)


USUAL = Pace()


@dataclass(frozen=True)
class Shift:
    """A stretch of the roster in local time, and its true length in hours."""

    starts: datetime
    hours: float
    night: bool


@dataclass(frozen=True)
class Timetable:
    """Saturdays on which people move, the last day allowed, and the days on which nobody may."""

    windows: tuple[datetime, ...]
    deadline: date
    closed: tuple[date, date]
    month_ends: tuple[tuple[date, date], ...]


def waves_wanted(people: int) -> int:
    """Return into how many full waves the people are to fit: 6 at 186, 36 at 100,000."""
    return min(MOST_WAVES, max(6, round(math.pow(people, 0.31))))


def timetable(starts_on: date, people: int, pace: Pace = USUAL) -> Timetable:
    """Return weekly windows with three to spare; the fifth Saturday is closed for stocktaking."""
    first = starts_on + timedelta(days=pace.preparation)
    first += timedelta(days=(5 - first.weekday()) % 7)
    count = pace.waves_for(people) + 4
    saturdays = [first + timedelta(weeks=week) for week in range(count)]
    closed = saturdays[4]
    windows = tuple(datetime.combine(each, BEGINS) for each in saturdays if each != closed)
    last = saturdays[-1]
    until = saturdays[-1 - pace.spare]
    return Timetable(
        windows,
        until + timedelta(days=6 if pace.spare else 9),
        (closed - timedelta(days=2), closed + timedelta(days=1)),
        tuple(_month_ends(first, last)),
    )


def _month_ends(first: date, last: date) -> list[tuple[date, date]]:
    """Return the last three days of each month with the first three of the next."""
    found = []
    month = first.replace(day=1)
    while month <= last:
        month = (month + timedelta(days=32)).replace(day=1)
        found.append((month - timedelta(days=3), month + timedelta(days=2)))
    return found


def shifts(windows: tuple[datetime, ...], hole_hours: int, pace: Pace = USUAL) -> list[Shift]:
    """Return nights and weeks without gap, but for ``hole_hours`` after one of the nights."""
    found = []
    ends = [*windows[1:], windows[-1] + timedelta(days=7)]
    for number, (starts, until) in enumerate(zip(windows, ends, strict=True)):
        morning = starts + timedelta(hours=pace.night_hours)
        begins = morning + timedelta(hours=hole_hours if number == pace.hole_after else 0)
        found.append(Shift(starts, _hours(starts, morning, pace), night=True))
        found.append(Shift(begins, _hours(begins, until, pace), night=False))
    return found


def _hours(starts: datetime, ends: datetime, pace: Pace) -> float:
    """Return the true hours between two local times: a week with a clock change is not 168."""
    zone = ZoneInfo(pace.zone)
    return (ends.replace(tzinfo=zone).timestamp() - starts.replace(tzinfo=zone).timestamp()) / 3600


def rounded_up(value: float, step: int) -> int:
    """Return the next multiple of ``step``."""
    return math.ceil(value / step) * step
