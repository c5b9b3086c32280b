"""The support roster of a wave: who is on duty, and the hours that nobody covers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from pilotage.facts.clock import aware, zone_named
from pilotage.facts.engagement import Duty, Engagement

Span = tuple[datetime, datetime]
"""Start and end in UTC; the end is not part of it."""

AFTER = timedelta(days=5)
"""From the start of the window on, so long somebody must be on duty without a break."""


def supported(window: Span) -> Span:
    """Return the stretch in which a wave needs somebody on duty."""
    return window[0], max(window[1], window[0] + AFTER)


def gaps(agreed: Engagement, window: Span) -> tuple[Span, ...]:
    """Return the stretches after ``window`` begins in which nobody is on duty, in time order."""
    zone = zone_named(agreed.migration.time_zone) or UTC
    covers = [span(duty, zone) for duty in agreed.duty if duty.primary.strip()]
    return tuple(_uncovered(supported(window), covers))


def span(duty: Duty, zone: tzinfo) -> Span:
    """Return when a duty is."""
    starts = aware(duty.starts, zone).astimezone(UTC)
    return starts, starts + timedelta(hours=max(duty.hours, 0.0))


def hours(spans: Iterable[Span]) -> float:
    """Return how many hours the stretches last together."""
    return sum((ends - starts) / timedelta(hours=1) for starts, ends in spans)


def told(holes: Iterable[Span], zone: tzinfo) -> str:
    """Return stretches such as ``Sun 15 Nov 08:00-12:00`` on the client's clock."""
    return ", ".join(_told(hole, zone) for hole in holes)


def _told(hole: Span, zone: tzinfo) -> str:
    starts, ends = (moment.astimezone(zone) for moment in hole)
    day = f"{starts:%a} {starts.day} {starts:%b %H:%M}"
    if starts.date() == ends.date():
        return f"{day}-{ends:%H:%M}"
    return f"{day} to {ends:%a} {ends.day} {ends:%b %H:%M}"


def _uncovered(need: Span, covers: Iterable[Span]) -> list[Span]:
    holes, (reached, end) = [], need
    for starts, ends in [*sorted(covers), (end, end)]:
        if reached < min(starts, end):
            holes.append((reached, min(starts, end)))
        reached = max(reached, ends)
    return holes
