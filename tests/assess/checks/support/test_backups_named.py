from dataclasses import replace

import pytest
from ready import READY, answer, ask, ready

from pilotage.facts.finding import Outcome

CHECK = "support.backups_named"


@pytest.mark.parametrize("backup", ["", " ", "ben"])
def test_a_duty_needs_a_second_person(backup):
    first, *rest = READY.duty

    finding = answer(CHECK, ready(duty=(replace(first, backup=backup), *rest)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == "1 of 4 duties have no second person."


@pytest.mark.parametrize("backup", ["", "Chen"])
def test_a_decider_needs_a_second_person(backup):
    people = tuple(
        replace(each, backup=backup) if each.name == "Chen" else each for each in READY.person
    )

    finding = answer(CHECK, ready(person=people))

    assert finding.says == "Chen (Migration lead and Identity and security lead) has no backup."


def test_no_roster_and_no_decider_fail():
    assert [each.subject for each in ask(CHECK, ready(duty=(), person=()))] == [
        "roster",
        "deciders",
    ]
