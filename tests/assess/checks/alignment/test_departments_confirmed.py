from dataclasses import replace
from datetime import date

import pytest
from harbour import NOW, PEOPLE, unread, user
from ready import READY, answer, day, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

CHECK = "alignment.departments_confirmed"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"impact": ""}, "IT has not said what the move does to it."),
        ({"confirmed_on": None}, "Ana of IT has not confirmed its impact."),
        ({"confirmed_on": None, "head": ""}, "The head of IT has not confirmed its impact."),
        ({"confirmed_on": date(2025, 10, 1)}, "1 Oct 2025, not in the last 60 days"),
        ({"confirmed_on": day(10)}, "10 Jan 2026, not in the last 60 days"),
    ],
)
def test_names_the_department_that_has_not_spoken(change, says):
    departments = tuple(
        replace(each, **change) if each.name == "IT" else each for each in READY.department
    )

    finding = answer(CHECK, ready(department=departments))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says


def test_names_departments_that_the_file_leaves_out_with_their_people():
    users = [user(name) for name in PEOPLE] + [user("eva", department="Night shift")]

    finding = answer(CHECK, ready(source={"users": users}))

    assert finding.says == "The engagement file leaves out Night shift."
    assert finding.evidence.rows() == [("Night shift", 1)]


def test_people_who_cannot_sign_in_make_no_department():
    gone = user("eva", department="Night shift", enabled=False)

    finding = answer(CHECK, ready(source={"users": [*map(user, PEOPLE), gone]}))

    assert finding.outcome is Outcome.PASSED


def test_is_not_assessed_when_departments_were_not_read():
    blind = unread(ready().source, USERS, "department")

    assert answer(CHECK, Situation(NOW, blind, engagement=READY)).outcome is Outcome.NOT_ASSESSED
