"""Who is booked where."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from pilotage.coordinate.booking import bookings, calendar, clashes
from pilotage.facts.engagement import Duty, Person

SATURDAY = datetime(2026, 11, 14, 18, tzinfo=UTC)
WINDOW = (2, SATURDAY, SATURDAY + timedelta(hours=12))
JUN = Person("Jun Park", ("engineer",))


def booked(client, window=WINDOW, duties=()):
    return list(bookings(client, [JUN, Person("Helen", ("sponsor",))], duties, [window]))


def test_who_works_in_two_windows_at_once_is_booked_twice():
    [clash] = clashes([*booked("Marlow"), *booked("Ardent")])

    assert (clash.person, clash.starts) == ("Jun Park", SATURDAY)


def test_windows_that_only_touch_do_not_clash():
    later = (1, WINDOW[2], WINDOW[2] + timedelta(hours=4))

    assert clashes([*booked("Marlow"), *booked("Ardent", later)]) == ()


def test_being_on_call_is_no_second_window():
    duty = Duty(SATURDAY, 14, "Jun Park")

    assert clashes([*booked("Marlow"), *booked("Ardent", (2, SATURDAY, SATURDAY))]) == ()
    assert clashes(booked("Marlow", duties=[duty])) == ()


def test_a_day_counts_only_its_own_hours():
    days = calendar(booked("Marlow"), date(2026, 11, 13), 3)["Jun Park"]

    assert [day.percent for day in days] == [0, 75, 75]
    assert [day.over for day in days] == [False, False, False]
