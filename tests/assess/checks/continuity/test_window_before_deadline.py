from dataclasses import replace
from datetime import UTC, datetime

import pytest
from ready import READY, answer, day, ready

from pilotage.facts.engagement import Window
from pilotage.facts.finding import Outcome

CHECK = "continuity.window_before_deadline"
LATE = Window(datetime(2026, 3, 31, 20, tzinfo=UTC), 8)
OVER = Window(datetime(2025, 3, 31, 20, tzinfo=UTC), 8)


@pytest.mark.parametrize(
    ("windows", "says"),
    [
        ((), "No change window lies ahead."),
        ((OVER,), "No change window lies ahead."),
        ((LATE,), "None of 1 windows ahead ends by the deadline, 31 Mar 2026."),
    ],
)
def test_fails_when_no_window_is_left_before_the_deadline(windows, says):
    finding = answer(CHECK, ready(window=windows))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == says


def test_counts_the_windows_that_are_in_time():
    assert answer(CHECK, ready(window=(*READY.window, LATE))).says.startswith("2 of 3 windows")


def test_a_window_may_end_on_the_day_of_the_deadline():
    early = replace(READY.migration, deadline=day(17))

    assert answer(CHECK, ready(migration=early)).outcome is Outcome.PASSED


def test_is_unknown_without_a_deadline():
    endless = replace(READY.migration, deadline=None)

    assert answer(CHECK, ready(migration=endless)).outcome is Outcome.NOT_ASSESSED
