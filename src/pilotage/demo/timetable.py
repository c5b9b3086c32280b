"""When the demo migration moves: windows, freezes, and who is on duty."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = "Europe/Amsterdam"
BEGINS = time(18)
NIGHT_HOURS = 16
"""The night shift begins with the window and ends at ten on Sunday."""

PREPARATION = timedelta(days=26)
MOST_WAVES = 36


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


def timetable(starts_on: date, people: int) -> Timetable:
    """Return weekly windows with three to spare; the fifth Saturday is closed for stocktaking."""
    first = starts_on + PREPARATION
    first += timedelta(days=(5 - first.weekday()) % 7)
    count = waves_wanted(people) + 4
    saturdays = [first + timedelta(weeks=week) for week in range(count)]
    closed = saturdays[4]
    windows = tuple(datetime.combine(each, BEGINS) for each in saturdays if each != closed)
    last = saturdays[-1]
    return Timetable(
        windows,
        last + timedelta(days=9),
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


def shifts(windows: tuple[datetime, ...], hole_hours: int) -> list[Shift]:
    """Return nights and weeks without gap, but for ``hole_hours`` after the second night."""
    found = []
    ends = [*windows[1:], windows[-1] + timedelta(days=7)]
    for number, (starts, until) in enumerate(zip(windows, ends, strict=True)):
        morning = starts + timedelta(hours=NIGHT_HOURS)
        begins = morning + timedelta(hours=hole_hours if number == 1 else 0)
        found.append(Shift(starts, _hours(starts, morning), night=True))
        found.append(Shift(begins, _hours(begins, until), night=False))
    return found


def _hours(starts: datetime, ends: datetime) -> float:
    """Return the true hours between two local times: a week with a clock change is not 168."""
    zone = ZoneInfo(ZONE)
    return (ends.replace(tzinfo=zone).timestamp() - starts.replace(tzinfo=zone).timestamp()) / 3600


def rounded_up(value: float, step: int) -> int:
    """Return the next multiple of ``step``."""
    return math.ceil(value / step) * step
