"""When an item outside the window is due, in the words of the templates.

``T-14 10:00``    ten o'clock, fourteen calendar days before the day the window starts
``T-90 min``      ninety minutes before the window starts
``W+1 07:30``     half past seven on the first working day after the window ends

Clock times are those of the engagement's time zone, so they stay what people read on the
wall when summer time begins or ends in between. Working days are Monday to Friday.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

USUAL_HOURS = timedelta(hours=8)
"""How long a window is taken to be where the plan does not say."""
MORNING = time(7)
"""A window that ends before this time leaves the working day of that date whole."""

_ON_A_DAY = re.compile(
    r"(?P<anchor>T[+-](?=\d)|W\+(?=[1-9]))(?P<days>\d{1,3}) (?P<clock>([01]\d|2[0-3]):[0-5]\d)"
)
_BEFORE = re.compile(r"T-(?P<minutes>\d{1,4}) min")
_SATURDAY = 5


@dataclass(frozen=True)
class LocalWindow:
    """The change window that moments are counted from, and the zone of the wall clock."""

    starts: datetime
    ends: datetime
    zone: tzinfo


UNDATED = LocalWindow(
    datetime(2027, 1, 8, 18, tzinfo=UTC), datetime(2027, 1, 8, 18, tzinfo=UTC) + USUAL_HOURS, UTC
)
"""Stands in while a plan has no dates: a Friday evening. Only distances from it are used."""


def is_moment(at: str) -> bool:
    """Say whether ``at`` is one of the three forms."""
    return bool(_BEFORE.fullmatch(at) or _ON_A_DAY.fullmatch(at))


def from_start(at: str, window: LocalWindow) -> timedelta:
    """Return the elapsed time from the start of the window to the moment ``at``.

    Raises:
        ValueError: ``at`` is not one of the three forms.
    """
    if found := _BEFORE.fullmatch(at):
        return -timedelta(minutes=int(found["minutes"]))
    if not (found := _ON_A_DAY.fullmatch(at)):
        raise ValueError(f"{at!r} is not a moment such as 'T-14 10:00', 'T-90 min', 'W+1 07:30'")
    days = int(found["days"])
    if found["anchor"] == "W+":
        day = _working_day(window, days)
    else:
        sign = -1 if found["anchor"] == "T-" else 1
        day = window.starts.astimezone(window.zone).date() + timedelta(days=sign * days)
    due = datetime.combine(day, time.fromisoformat(found["clock"]), tzinfo=window.zone)
    return due.astimezone(UTC) - window.starts.astimezone(UTC)


def _working_day(window: LocalWindow, number: int) -> date:
    """Return the ``number``-th working day after the window; day 1 is the first morning."""
    ended = window.ends.astimezone(window.zone)
    day = ended.date() if ended.time() <= MORNING else ended.date() + timedelta(days=1)
    while True:
        if day.weekday() < _SATURDAY:
            number -= 1
        if number == 0:
            return day
        day += timedelta(days=1)
