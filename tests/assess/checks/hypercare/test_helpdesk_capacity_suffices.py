from dataclasses import replace
from datetime import timedelta

import pytest
from harbour import NOW, unread, user
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

CHECK = "hypercare.helpdesk_capacity_suffices"
HUNDRED = {"users": [user(f"p{number:03}") for number in range(100)]}


def capacity(**changes):
    return replace(READY.capacity, **changes)


def test_names_the_hours_that_are_missing_r102():
    """100 people, 0.4 tickets each, 25 minutes per ticket."""
    finding = answer(CHECK, ready(source=HUNDRED, capacity=capacity(helpdesk_hours_per_week=10.0)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == (
        "The busiest week moves 100 people and brings 17 h of tickets; the help desk has 10 h."
    )


@pytest.mark.parametrize(
    ("agreed", "moved"),
    [
        ({"people_per_window": 30}, 30),
        ({"people_per_window": 0}, 0),
        ({"people_per_window": 900}, 100),
    ],
)
def test_a_window_carries_no_more_than_it_may(agreed, moved):
    finding = answer(CHECK, ready(source=HUNDRED, capacity=capacity(**agreed)))

    assert f"moves {moved} people" in finding.says


def test_windows_of_one_week_add_up():
    first = replace(READY.window[0], people=20)
    next_day = replace(first, starts=first.starts + timedelta(days=1), people=30)
    next_week = replace(first, starts=first.starts + timedelta(days=7), people=40)

    finding = answer(CHECK, ready(source=HUNDRED, window=(first, next_day, next_week)))

    assert "moves 70 people" in finding.says


def test_everybody_counts_while_no_window_is_agreed():
    assert "moves 100 people" in answer(CHECK, ready(source=HUNDRED, window=())).says


@pytest.mark.parametrize(
    "hole", [{"helpdesk_hours_per_week": None}, {"tickets_per_person": float("nan")}]
)
def test_is_unknown_without_numbers(hole):
    assert answer(CHECK, ready(capacity=capacity(**hole))).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_nobody_counted_the_people():
    blind = unread(ready().source, USERS, "enabled")

    assert answer(CHECK, Situation(NOW, blind, engagement=READY)).outcome is Outcome.NOT_ASSESSED
