from datetime import UTC, date, datetime, timedelta

import pytest

from pilotage.facts.clock import Clock, from_t0, lasting

SATURDAY = datetime(2026, 11, 14, 17, tzinfo=UTC)


def test_a_moment_stands_in_local_time_and_names_its_zone():
    assert Clock.of("Europe/Amsterdam").moment(SATURDAY) == "Sat 14 Nov 2026, 18:00 CET"
    assert Clock.of("UTC").moment(None) == "no time"


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (4, "Sat 14 Nov 2026, 18:00 to 22:00 CET"),
        (8, "Sat 14 Nov 2026, 18:00 to Sun 02:00 CET"),
        (60, "Sat 14 Nov 2026, 18:00 to Tue 17 Nov 2026, 06:00 CET"),
    ],
)
def test_a_window_says_on_which_day_it_ends(hours, says):
    ends = SATURDAY + timedelta(hours=hours)

    assert Clock.of("Europe/Amsterdam").span(SATURDAY, ends) == says


def test_a_zone_nobody_knows_is_shown_as_utc_and_said():
    clock = Clock.of("Mars/Olympus")

    assert clock.moment(SATURDAY) == "Sat 14 Nov 2026, 17:00 UTC"
    assert "Mars/Olympus is not known" in clock.name


def test_a_day_without_a_date_says_so():
    assert Clock.of("UTC").day(None) == "no date"
    assert Clock.of("UTC").day(date(2026, 3, 1)) == "Sun 1 Mar 2026"


@pytest.mark.parametrize(
    ("minutes", "says", "offset"),
    [
        (45, "45 min", "T+45 min"),
        (75, "1 h 15 min", "T+1 h 15 min"),
        (1500, "25 h", "T+1 d 1 h"),
        (310, "5 h 10 min", "T+5 h 10 min"),
        (0, "0 min", "T-0"),
        (-120, "minus 2 h", "T-2 h"),
        (-4320, "minus 72 h", "T-3 d"),
    ],
)
def test_durations_read_as_people_say_them(minutes, says, offset):
    assert lasting(timedelta(minutes=minutes)) == says
    assert from_t0(timedelta(minutes=minutes)) == offset
