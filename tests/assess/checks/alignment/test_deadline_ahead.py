from dataclasses import replace
from datetime import date

import pytest
from ready import READY, answer, day, ready

from pilotage.facts.finding import Outcome

CHECK = "alignment.deadline_ahead"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"deadline": day(1)}, "The deadline was 1 Jan 2026, 8 days ago."),
        ({"deadline": date(1, 1, 1)}, "The deadline was 1 Jan"),
        ({"starts_on": day(1, month=5)}, "The start, 1 May 2026, is after the deadline"),
    ],
)
def test_a_deadline_that_cannot_be_met_fails(change, says):
    finding = answer(CHECK, ready(migration=replace(READY.migration, **change)))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says


def test_no_deadline_is_unknown_and_may_be_signed():
    endless = replace(READY.migration, deadline=None)

    assert answer(CHECK, ready(migration=endless)).outcome is Outcome.NOT_ASSESSED


def test_the_last_day_still_counts():
    today = replace(READY.migration, deadline=day(9), starts_on=day(2))

    assert answer(CHECK, ready(migration=today)).says == "The deadline is 9 Jan 2026, 0 days ahead."
