"""Copying rests on working days; hours of the wall clock survive the change to summer time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.plan.copying import Opening

BERLIN = Opening(ZoneInfo("Europe/Berlin"), 19, 7)
MONDAY = datetime(2026, 1, 12, 12, tzinfo=UTC)


def test_a_pass_begun_at_noon_waits_for_the_evening():
    assert BERLIN.after(MONDAY, 1) == datetime(2026, 1, 12, 19, tzinfo=UTC)


def test_a_weekend_is_open_from_friday_evening_to_monday_morning():
    friday = datetime(2026, 1, 16, 12, tzinfo=UTC)

    assert BERLIN.between(friday, friday + timedelta(days=3)) == 60


def test_the_night_of_summer_time_is_an_hour_shorter():
    saturday = datetime(2026, 3, 28, 12, tzinfo=UTC)

    assert BERLIN.between(saturday, saturday + timedelta(days=1, hours=17)) == 41
    assert BERLIN.after(saturday, 41) == datetime(2026, 3, 30, 5, tzinfo=UTC)


def test_it_never_rests_where_it_closes_no_sooner_than_it_opens():
    always = Opening(ZoneInfo("UTC"), 0, 0)

    assert always.after(MONDAY, 500) == MONDAY + timedelta(hours=500)
    assert always.between(MONDAY, MONDAY + timedelta(days=40)) == 960


@pytest.mark.parametrize("hours", [float("inf"), 1e9])
def test_what_takes_longer_than_ten_years_never_ends(hours):
    assert BERLIN.after(MONDAY, hours) is None


@given(st.integers(0, 20_000), st.floats(0.01, 2_000))
def test_after_and_between_agree(minutes, hours):
    since = MONDAY + timedelta(minutes=minutes)
    until = BERLIN.after(since, hours)

    assert until is not None
    assert BERLIN.between(since, until) == pytest.approx(hours, abs=1e-6)
