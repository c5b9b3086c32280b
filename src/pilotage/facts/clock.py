"""Days, times and durations as people read them; a clock shows one time zone, and names it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_named(name: str) -> ZoneInfo | None:
    """Return the IANA zone of that name, None where it is not known here."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def aware(moment: datetime, zone: tzinfo) -> datetime:
    """Return ``moment`` with its offset; one without is in ``zone``."""
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


@dataclass(frozen=True)
class Clock:
    """A time zone, and what to call it."""

    zone: ZoneInfo
    name: str

    @classmethod
    def of(cls, name: str) -> Clock:
        """Return the clock of an IANA zone; UTC, and says so, where the zone is not known."""
        if zone := zone_named(name):
            return cls(zone, name)
        return cls(ZoneInfo("UTC"), f"UTC, because the time zone {name} is not known here")

    def local(self, moment: datetime) -> datetime:
        """Return ``moment`` on this clock."""
        return moment.astimezone(self.zone)

    def day(self, when: date | None) -> str:
        """Return a day such as ``Sat 14 Nov 2026``."""
        if when is None:
            return "no date"
        local = self.local(when) if isinstance(when, datetime) else when
        return f"{local:%a} {local.day} {local:%b} {local.year}"

    def moment(self, when: datetime | None) -> str:
        """Return a moment such as ``Sat 14 Nov 2026, 18:00 GMT``."""
        return "no time" if when is None else f"{self.day(when)}, {self.local(when):%H:%M %Z}"

    def span(self, starts: datetime | None, ends: datetime | None) -> str:
        """Return a stretch such as ``Sat 14 Nov 2026, 18:00 to Sun 02:00 GMT``."""
        if starts is None or ends is None:
            return self.moment(starts or ends)
        first, last = self.local(starts), self.local(ends)
        days = (last.date() - first.date()).days
        if days > 1:
            return f"{self.day(first)}, {first:%H:%M} to {self.moment(last)}"
        until = f"{last:%a %H:%M %Z}" if days else f"{last:%H:%M %Z}"
        return f"{self.day(first)}, {first:%H:%M} to {until}"


def lasting(length: timedelta) -> str:
    """Return a duration such as ``45 min``, ``5 h 10 min`` or ``minus 20 min``."""
    hours, rest = divmod(round(abs(length).total_seconds() / 60), 60)
    told = " ".join(part for part in (hours and f"{hours} h", rest and f"{rest} min") if part)
    return f"minus {told}" if length < timedelta() and told else told or "0 min"


def from_t0(offset: timedelta) -> str:
    """Return an offset as people say it: ``T-13 d 8 h``, ``T+35 min``, ``T-0``."""
    days, rest = divmod(abs(offset), timedelta(days=1))
    told = " ".join(part for part in (days and f"{days} d", rest and lasting(rest)) if part)
    return f"T{'-' if offset < timedelta() else '+'}{told}" if told else "T-0"
