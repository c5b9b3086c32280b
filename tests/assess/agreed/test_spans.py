from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from harbour import NOW, engagement
from hypothesis import given
from hypothesis import strategies as st

from pilotage.assess.agreed.spans import clock, days_of, fresh, hours, span_of, uncovered, zone_of
from pilotage.facts.engagement import Window


def at(hour):
    return NOW + timedelta(hours=hour)


@pytest.mark.parametrize(
    ("covers", "holes"),
    [
        ([], [(0, 10)]),
        ([(0, 10)], []),
        ([(-5, 20)], []),
        ([(2, 4)], [(0, 2), (4, 10)]),
        ([(6, 8), (0, 4), (3, 6)], [(8, 10)]),
        ([(12, 14)], [(0, 10)]),
        ([(-4, -2)], [(0, 10)]),
        ([(4, 4)], [(0, 10)]),
    ],
)
def test_what_no_cover_reaches_is_a_hole(covers, holes):
    found = uncovered((at(0), at(10)), [(at(first), at(last)) for first, last in covers])

    assert found == [(at(first), at(last)) for first, last in holes]
    assert hours(found) == sum(last - first for first, last in holes)


SPANS = st.lists(st.tuples(st.integers(-20, 120), st.integers(0, 40)))


@given(SPANS)
def test_each_hour_is_either_covered_or_in_a_hole(covers):
    spans = [(at(first), at(first + lasts)) for first, lasts in covers]

    holes = uncovered((at(0), at(100)), spans)

    for hour in range(100):
        covered = any(first <= hour < first + lasts for first, lasts in covers)
        in_hole = any(first <= at(hour) < last for first, last in holes)
        assert covered is not in_hole


@pytest.mark.parametrize("lasts", [-4.0, float("nan"), float("inf"), float("-inf")])
def test_hours_that_are_none_last_no_time(lasts):
    starts, ends = span_of(Window(NOW, lasts), UTC)

    assert starts == ends


def test_hours_without_end_are_cut_to_a_year():
    starts, ends = span_of(Window(NOW, 1e300), UTC)

    assert ends - starts == timedelta(days=366)


def test_a_moment_without_offset_is_local():
    naive = Window(NOW.replace(tzinfo=None), 1)

    assert span_of(naive, timezone(timedelta(hours=2)))[0] == NOW - timedelta(hours=2)


@pytest.mark.parametrize("name", ["", "Nowhere/Sea", "../etc", "Europe", "\0"])
def test_a_zone_that_is_not_known_is_utc(name):
    made = engagement()

    assert zone_of(replace(made, migration=replace(made.migration, time_zone=name))) is UTC


def test_a_span_that_ends_at_midnight_does_not_touch_the_next_day():
    night = (datetime(2026, 1, 9, 20, tzinfo=UTC), datetime(2026, 1, 10, tzinfo=UTC))

    assert days_of(night, UTC) == (date(2026, 1, 9), date(2026, 1, 9))
    assert clock(night, UTC) == "Fri 9 Jan 20:00 to Sat 10 Jan 00:00"


def test_a_day_is_fresh_until_it_is_too_old_and_never_before_it_comes():
    today = date(2026, 1, 9)

    assert [fresh(day, today, 3) for day in (None, date(2026, 1, 10), today)] == [
        False,
        False,
        True,
    ]
    assert fresh(date(2026, 1, 6), today, 3)
    assert not fresh(date(2026, 1, 5), today, 3)
