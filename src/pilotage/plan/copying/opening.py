"""The hours in which copying may run: nights of working days and whole weekends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

SATURDAY = 5
HOUR = timedelta(hours=1)
LONGEST = 24 * 3650.0
"""A pass of more than ten years, in hours, never ends."""


@dataclass(frozen=True)
class Opening:
    """On working days copying rests from ``closes`` to ``opens``, hours of the local clock.

    It never rests where ``closes`` is not before ``opens``.
    """

    zone: ZoneInfo
    opens: int
    closes: int

    def stretches(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the open stretches from ``since`` on, in UTC; they go on for ever."""
        begins = since
        first = since.astimezone(self.zone).date()
        for days in count():
            day = first + timedelta(days=days)
            if day.weekday() >= SATURDAY or self.closes >= self.opens:
                if days % 7 == 0:
                    rests = datetime.combine(day, time(), self.zone).astimezone(UTC)
                    if rests > begins:
                        yield begins, rests
                        begins = rests
                continue
            rests, goes_on = (
                (datetime.combine(day, time(), self.zone) + hours * HOUR).astimezone(UTC)
                for hours in (self.closes, self.opens)
            )
            if rests > begins:
                yield begins, rests
            begins = max(begins, goes_on)

    def after(self, since: datetime, hours: float) -> datetime | None:
        """Return when ``hours`` open hours have passed since; None where that is never."""
        if hours > LONGEST:
            return None
        left = hours * HOUR
        for begins, ends in self.stretches(since):
            if ends - begins >= left:
                return begins + left
            left -= ends - begins
        return None

    def between(self, since: datetime, until: datetime) -> float:
        """Return the open hours from ``since`` to ``until``."""
        total = timedelta()
        for begins, ends in self.stretches(since):
            if begins >= until:
                break
            total += min(ends, until) - begins
        return total / HOUR
