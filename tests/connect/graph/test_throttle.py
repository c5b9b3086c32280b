import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.connect.graph.throttle import (
    CONDITIONAL_ACCESS,
    IDENTITY_REPORTS,
    LIMITS,
    SIGN_IN_ACTIVITY,
    USAGE_REPORTS,
    Clock,
    Limit,
    Pace,
)


class StandStill:
    """A clock that moves only when somebody sleeps."""

    def __init__(self):
        self.time = 0.0

    def clock(self):
        return Clock(lambda: self.time, self.sleep)

    def sleep(self, seconds):
        self.time += seconds


def moments(pace, time, count, cost=1):
    """Return when each of ``count`` takings was let through."""
    found = []
    for _ in range(count):
        pace.take(cost)
        found.append(time.time)
    return found


@pytest.mark.parametrize(
    ("workload", "most", "seconds"),
    [
        (IDENTITY_REPORTS, 5, 10),
        (SIGN_IN_ACTIVITY, 10, 60),
        (CONDITIONAL_ACCESS, 1, 1),
        (USAGE_REPORTS, 14, 600),
    ],
)
def test_no_window_holds_more_than_the_published_limit(workload, most, seconds):
    time = StandStill()
    found = moments(Pace(LIMITS[workload], time.clock()), time, 40)

    for start in found:
        assert sum(start <= each < start + seconds for each in found) <= most


@given(st.lists(st.floats(0, 7), max_size=40), st.floats(0, 2))
def test_no_window_holds_more_whenever_it_is_asked(idle, took):
    time = StandStill()
    pace = Pace(Limit(3, 5), time.clock())
    found = []
    for seconds in idle:
        time.sleep(seconds)
        found += moments(pace, time, 2)
        pace.answered(took=took)

    for start in found:
        assert sum(start <= each < start + 5 for each in found) <= 3


def test_a_pace_loses_little_time_against_its_limit():
    time = StandStill()
    pace = Pace(Limit(5, 10), time.clock())

    assert moments(pace, time, 50)[-1] <= 90 * 1.05


def test_what_costs_more_waits_longer():
    time = StandStill()
    pace = Pace(Limit(100, 10), time.clock())

    assert moments(pace, time, 2, cost=100)[-1] == pytest.approx(10.1)


def test_a_question_larger_than_the_limit_is_asked_alone():
    time = StandStill()
    pace = Pace(Limit(10, 10), time.clock())
    pace.take(1)

    pace.take(40)

    assert time.time == pytest.approx(10.1)


def test_a_refusal_halves_the_pace_and_answers_win_it_back():
    time = StandStill()
    pace = Pace(Limit(10, 10), time.clock())

    pace.slower(3)
    pace.take()
    assert time.time == 3
    assert pace.share == 0.5

    for _ in range(4):
        pace.answered()
    assert pace.share == 1.0


def test_refusals_of_one_burst_count_once():
    pace = Pace(Limit(5, 10), StandStill().clock())

    for _ in range(4):
        pace.slower(10)

    assert pace.share == 0.5


def test_a_pace_slows_down_where_the_server_says_that_the_limit_is_passed():
    pace = Pace(Limit(10, 10), StandStill().clock())
    pace.slower(0)

    pace.answered(0.85)
    assert pace.share == 0.5
    pace.answered(1.2)
    assert pace.share == 0.25


@pytest.mark.parametrize(("took", "seconds"), [(0.0, 10.1), (0.7, 10.7), (30.0, 11.0)])
def test_a_window_is_longer_where_requests_are_long_on_their_way(took, seconds):
    time = StandStill()
    pace = Pace(Limit(1, 10), time.clock())
    pace.take()
    pace.answered(took=took)

    pace.take()

    assert time.time == pytest.approx(seconds)


def test_a_pace_of_one_becomes_slower_too():
    time = StandStill()
    pace = Pace(Limit(1, 1), time.clock())
    pace.slower(0)

    found = moments(pace, time, 3)

    assert found[2] - found[1] == pytest.approx(2.2)


def test_threads_share_one_limit():
    time, lock = StandStill(), threading.Lock()
    found = []

    def sleep(seconds):
        with lock:
            time.time += seconds

    pace = Pace(Limit(5, 10), Clock(lambda: time.time, sleep))

    def ask():
        for _ in range(5):
            pace.take()
            with lock:
                found.append(time.time)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(found) == 20
    assert max(found) >= 30
