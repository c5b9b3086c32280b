"""Days and stretches of time: what is fresh, when a window is, and which hours nobody covers.

An engagement may hold any date and any number of hours, so nothing here raises on odd ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo

from pilotage.facts.clock import aware, zone_named
from pilotage.facts.engagement import Duty, Engagement, Window

Span = tuple[datetime, datetime]
"""Start and end in UTC; the end is not part of it."""

LONGEST_HOURS = 24 * 366.0


def fresh(day: date | None, today: date, days: int) -> bool:
    """Say whether ``day`` is known, not in the future, and at most ``days`` ago."""
    return day is not None and 0 <= (today - day).days <= days


def told(day: date) -> str:
    """Return a day as people say it: ``9 Jan 2026``."""
    return f"{day.day} {day:%b %Y}"


def zone_of(engagement: Engagement) -> tzinfo:
    """Return the time zone of the migration, UTC where its name is not known here."""
    return zone_named(engagement.migration.time_zone) or UTC


def span_of(entry: Window | Duty, zone: tzinfo) -> Span:
    """Return when ``entry`` is; hours below zero or not a number count as none."""
    hours = entry.hours if math.isfinite(entry.hours) else 0.0
    first = aware(entry.starts, zone).astimezone(UTC)
    return first, first + timedelta(hours=min(max(hours, 0.0), LONGEST_HOURS))


def days_of(span: Span, zone: tzinfo) -> tuple[date, date]:
    """Return the first and the last local day that ``span`` touches."""
    starts, ends = span
    last = max(starts, ends - timedelta(microseconds=1))
    return starts.astimezone(zone).date(), last.astimezone(zone).date()


def windows_ahead(engagement: Engagement, now: datetime) -> list[Window]:
    """Return the change windows that have not ended, in time order."""
    zone = zone_of(engagement)
    ahead = [window for window in engagement.window if span_of(window, zone)[1] >= now]
    return sorted(ahead, key=lambda window: span_of(window, zone))


def uncovered(need: Span, covers: Iterable[Span]) -> list[Span]:
    """Return the parts of ``need`` that no cover reaches, in time order."""
    holes = []
    reached, end = need
    lasting = sorted(cover for cover in covers if cover[0] < cover[1])
    for starts, ends in [*lasting, (end, end)]:
        if reached < min(starts, end):
            holes.append((reached, min(starts, end)))
        reached = max(reached, ends)
    return holes


def hours(spans: Iterable[Span]) -> float:
    """Return how many hours the spans last together."""
    return sum((ends - starts) / timedelta(hours=1) for starts, ends in spans)


def clock(span: Span, zone: tzinfo) -> str:
    """Return ``Sun 15 Nov 08:00-12:00`` in local time, with both days where they differ."""
    starts, ends = (moment.astimezone(zone) for moment in span)
    day = f"{starts:%a} {starts.day} {starts:%b %H:%M}"
    if starts.date() == ends.date():
        return f"{day}-{ends:%H:%M}"
    return f"{day} to {ends:%a} {ends.day} {ends:%b %H:%M}"
