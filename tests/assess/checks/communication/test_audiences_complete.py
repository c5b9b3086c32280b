from dataclasses import replace

import pytest
from harbour import NOW, PEOPLE, unread, user
from ready import READY, answer, ready

from pilotage.facts.engagement import Message
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

CHECK = "communication.audiences_complete"

TO_EACH = tuple(
    Message("Soon", audience, -14) for audience in ("management", "Office", "IT", "Warehouse")
)


def test_passes_when_each_department_is_an_audience_of_its_own():
    finding = answer(CHECK, ready(message=TO_EACH))

    assert finding.outcome is Outcome.PASSED
    assert finding.says == "All 4 departments are the audience of a message."


def test_names_the_department_that_no_message_is_for_r98():
    finding = answer(CHECK, ready(message=TO_EACH[:3]))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == "No message is for 1 people of 1 departments: Warehouse."


@pytest.mark.parametrize("department", [None, "  "])
def test_people_without_a_department_are_reached_by_all_alone(department):
    users = [*map(user, PEOPLE), user("eva", department=department)]

    [to_each, to_all] = (
        answer(CHECK, ready(source={"users": users}, message=messages))
        for messages in (TO_EACH, READY.message)
    )

    assert "(no department)" in to_each.says
    assert to_all.outcome is Outcome.PASSED


def test_is_not_assessed_when_departments_were_not_read():
    blind = unread(ready().source, USERS, "department")
    engagement = replace(READY, message=())

    finding = answer(CHECK, Situation(NOW, blind, engagement=engagement))

    assert finding.outcome is Outcome.NOT_ASSESSED
