from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pilotage.runbook.moments import LocalWindow, from_start

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def evening(*day):
    """A window from six in the evening to two at night, Amsterdam time."""
    starts = datetime(*day, 18, tzinfo=AMSTERDAM)
    return LocalWindow(
        starts.astimezone(UTC), starts.astimezone(UTC) + timedelta(hours=8), AMSTERDAM
    )


def on_the_wall(at, window):
    due = (window.starts + from_start(at, window)).astimezone(AMSTERDAM)
    return f"{due:%a %d %b %H:%M}"


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("T-14 10:00", "Fri 23 Jan 10:00"),
        ("T-1 15:00", "Thu 05 Feb 15:00"),
        ("T-90 min", "Fri 06 Feb 16:30"),
        ("T+14 15:00", "Fri 20 Feb 15:00"),
        ("W+1 07:30", "Mon 09 Feb 07:30"),
        ("W+5 10:00", "Fri 13 Feb 10:00"),
    ],
)
def test_moments_are_read_from_the_wall_clock_of_the_engagement(at, due):
    assert on_the_wall(at, evening(2026, 2, 6)) == due


def test_the_first_working_day_is_the_morning_after_a_night_in_the_week():
    assert on_the_wall("W+1 07:30", evening(2026, 2, 3)) == "Wed 04 Feb 07:30"


def test_the_hour_stays_when_summer_time_begins_in_between():
    window = evening(2026, 3, 29)

    assert on_the_wall("T-1 15:00", window) == "Sat 28 Mar 15:00"
    assert from_start("T-1 15:00", window) == -timedelta(hours=26)


def test_the_hour_stays_when_summer_time_ends_in_between():
    window = evening(2026, 10, 23)

    assert on_the_wall("W+1 07:30", window) == "Mon 26 Oct 07:30"
    assert from_start("W+1 07:30", window) == timedelta(days=2, hours=14, minutes=30)


@pytest.mark.parametrize("at", ["", "T-14", "W+0 08:00", "T-1 24:00", "T-1 10:60", "soon"])
def test_what_is_no_moment_is_refused(at):
    with pytest.raises(ValueError, match="is not a moment"):
        from_start(at, evening(2026, 2, 6))
