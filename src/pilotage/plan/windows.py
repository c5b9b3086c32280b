"""Change windows as waves: the agreed ones, or a weekly proposal where none are agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from math import inf
from zoneinfo import ZoneInfo

import numpy as np

from pilotage.facts.clock import aware, zone_named
from pilotage.facts.engagement import Capacity, Engagement, Window
from pilotage.facts.errors import InputError
from pilotage.plan.problem import Waves

SATURDAY = 5
"""Proposed windows are on Saturdays, when most people are not at work."""

STARTS_AT = time(8)
HOURS = 8.0
"""A proposed window, local time."""

MOST_WAVES = 60
"""So many waves are proposed at most."""

SPARE = 1.3
"""So much more room than people is proposed where there is no deadline."""


def waves_of(engagement: Engagement, people: int, now: datetime, gb_per_hour: float = inf) -> Waves:
    """Return the waves of an engagement; wave 0 is the pilot if there is more than one.

    Windows that lie before ``now`` or before the migration starts are not used. Where no window
    is agreed, one per week is proposed until the deadline. Where no gigabytes are agreed, a
    window carries ``gb_per_hour``.

    Raises:
        InputError: the time zone is unknown, or every window has passed.
    """
    zone = _zone(engagement.migration.time_zone)
    windows = sorted(
        ((aware(window.starts, zone), window) for window in engagement.window),
        key=lambda pair: (pair[0], pair[1].hours),
    )
    starts_on = engagement.migration.starts_on
    usable = [
        (starts, window)
        for starts, window in windows
        if starts >= now and starts.astimezone(zone).date() >= starts_on
    ]
    if windows and not usable:
        raise InputError("every change window has passed.", where="window", fix="Add a later one.")
    if not windows:
        usable = _proposed(engagement, people, zone, now)
    days = [(starts.astimezone(zone).date() - starts_on).days for starts, _ in usable]
    return Waves(
        np.array(days, np.int64),
        _capacities(engagement.capacity, [window for _, window in usable], days, gb_per_hour),
        0 if len(usable) > 1 else -1,
        tuple(
            (starts.astimezone(UTC), starts.astimezone(UTC) + timedelta(hours=window.hours))
            for starts, window in usable
        ),
    )


def _zone(name: str) -> ZoneInfo:
    if zone := zone_named(name):
        return zone
    raise InputError(f"{name!r} is no known time zone.", where="migration.time_zone")


def _proposed(
    engagement: Engagement, people: int, zone: ZoneInfo, now: datetime
) -> list[tuple[datetime, Window]]:
    migration = engagement.migration
    first = _saturday(max(migration.starts_on, now.astimezone(zone).date() + timedelta(days=1)))
    per_window = engagement.capacity.people_per_window or people or 1
    needed = min(int(np.ceil(SPARE * people / per_window)) + 2, MOST_WAVES)
    if migration.deadline:
        needed = max((migration.deadline - first).days // 7 + 1, 1)
    found = []
    for week in range(min(needed, MOST_WAVES)):
        starts = datetime.combine(first + timedelta(weeks=week), STARTS_AT, zone)
        found.append((starts, Window(starts, HOURS)))
    return found


def _saturday(day: date) -> date:
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)


def _capacities(
    capacity: Capacity, windows: Sequence[Window], days: Sequence[int], gb_per_hour: float
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return people, gigabytes and tickets per wave.

    A wave may cause the tickets that the help desk can answer until the next wave, a week at
    most.
    """
    tickets = inf
    if capacity.helpdesk_hours_per_week is not None:
        tickets = capacity.helpdesk_hours_per_week * 60 / max(capacity.minutes_per_ticket, 1e-9)
    weeks = [min((later - day) / 7, 1.0) for day, later in pairwise(days)]
    return np.array(
        [
            [
                _first(window.people, capacity.people_per_window),
                _first(window.gb, capacity.gb_per_window, gb_per_hour * window.hours),
                tickets * share if share else 0.0,
            ]
            for window, share in zip(windows, [*weeks, 1.0], strict=True)
        ],
        np.float64,
    )


def _first(own: float | None, usual: float | None, otherwise: float = inf) -> float:
    return own if own is not None else usual if usual is not None else otherwise
