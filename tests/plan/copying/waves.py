"""Three waves of Harbour Foods, what they copy, and the ground they copy on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from harbour import engagement

from pilotage.facts.plan import Wave
from pilotage.plan.copying import Ground, Line, Load, Opening, limits_of

SATURDAY = datetime(2026, 2, 7, 18, tzinfo=UTC)
BEGINS = datetime(2026, 1, 12, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")
NIGHTS = Opening(UTC_ZONE, 19, 7)


def wave(number):
    """Return a wave of 20 people with a window of eight hours, a week after the one before."""
    starts = SATURDAY + timedelta(weeks=number)
    return Wave(
        number, 7 * number, ("ana",), 20, 40, 8, 25, 100, 10,
        starts_at=starts, ends_at=starts + timedelta(hours=8),
    )  # fmt: skip


WAVES = tuple(wave(number) for number in range(3))
MAIL = Load(0, "mail", accounts=20, gb=40, largest_gb=6, items=400_000, largest_items=60_000)
FILES = Load(0, "files", accounts=20, gb=100, largest_gb=20, items=50_000, largest_items=9_000)
LOADS = tuple(replace(load, wave=each.number) for each in WAVES for load in (MAIL, FILES))


def limits(text="", licences=20):
    """Return the limits of Harbour Foods with more engagement text."""
    return limits_of(engagement(text), licences)


def ground(text="", *, line=None, opening=NIGHTS):
    """Return the ground of Harbour Foods."""
    return Ground(limits(text), line, opening, BEGINS)


QUAY = Line("the link of Quay 1", 4.0)
