"""People are at work on working days and on duty around windows, unless they are away."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pilotage.facts.clock import Clock
from pilotage.facts.engagement import Person
from pilotage.plan.schedule.calendar import Ticks, at_work, hours_of

MONDAY = datetime(2026, 1, 12, tzinfo=UTC)
TICKS = Ticks(MONDAY, Clock(ZoneInfo("UTC"), "UTC"))
SATURDAY = datetime(2026, 1, 17, 18, tzinfo=UTC)
CHEN = Person("Chen", ("engineer",), hours_per_week=40, away=(date(2026, 1, 13),))
DARA = Person("Dara", ("engineer",), hours_per_week=20)
CAPACITY = at_work(
    [CHEN, DARA], TICKS, [(SATURDAY, SATURDAY + timedelta(hours=8))], MONDAY + timedelta(days=14)
)


def there(day, hour):
    """Return how many are at work in an hour of January 2026."""
    tick = TICKS.floor(datetime(2026, 1, day, hour, tzinfo=UTC))
    return [amount for since, amount in CAPACITY if since <= tick][-1]


def test_nobody_is_given_work_at_night_and_on_sundays():
    assert [there(12, 3), there(12, 9), there(12, 19), there(18, 9)] == [0, 2, 0, 0]


def test_who_is_away_is_not_counted():
    assert there(13, 9) == 1


def test_around_a_window_people_are_on_duty():
    assert [there(17, 15), there(17, 16), there(17, 23), there(18, 1), there(18, 2)] == [
        0,
        2,
        2,
        2,
        0,
    ]


def test_ticks_and_moments_agree():
    assert TICKS.ceil(MONDAY + timedelta(minutes=16)) == 2
    assert TICKS.floor(MONDAY + timedelta(minutes=16)) == 1
    assert TICKS.at(2) == MONDAY + timedelta(minutes=30)
    assert (TICKS.lasting(6), TICKS.says(4)) == ("1 h 30 min", "Mon 12 Jan 2026, 01:00 UTC")


def test_hours_leave_out_absences_and_weekends():
    week = date(2026, 1, 12), date(2026, 1, 18)

    assert hours_of([CHEN, DARA], *week) == 4 * 8 + 20


def test_hours_that_nobody_gave_are_unknown():
    assert hours_of([Person("Eli", ("engineer",))], date(2026, 1, 12), date(2026, 1, 18)) is None
