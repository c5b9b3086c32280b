from dataclasses import replace

import pytest
from ready import READY, answer, ready

from pilotage.facts.engagement import Department
from pilotage.facts.finding import Outcome

CHECK = "communication.reach_without_mail"


@pytest.mark.parametrize(
    ("department", "says"),
    [
        (Department("Quay"), "Quay has no champion and no phone number to ring."),
        (Department("Quay", champion="Eva"), "Eva, champion of Quay, has no phone number on file."),
    ],
)
def test_names_the_department_that_cannot_be_rung(department, says):
    finding = answer(CHECK, ready(department=(*READY.department, department)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == says


@pytest.mark.parametrize("champion", ["dara", "dara@harbour.example"])
def test_a_champion_from_elsewhere_with_a_phone_is_enough(champion):
    quay = Department("Quay", champion=champion)

    assert answer(CHECK, ready(department=(quay,))).outcome is Outcome.PASSED


def test_a_colleague_with_a_phone_is_enough():
    office = Department("Office")

    assert answer(CHECK, ready(department=(office,))).outcome is Outcome.PASSED


def test_a_champion_without_a_phone_is_not():
    silent = tuple(replace(each, phone="") for each in READY.person)
    office = Department("Office", champion="Ben")

    assert answer(CHECK, ready(department=(office,), person=silent)).outcome is Outcome.FAILED


def test_no_department_on_file_fails():
    assert answer(CHECK, ready(department=())).outcome is Outcome.FAILED
