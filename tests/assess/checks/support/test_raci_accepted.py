from dataclasses import replace
from datetime import date

import pytest
from ready import READY, answer, day, ready

from pilotage.facts.finding import Outcome

CHECK = "support.raci_accepted"


@pytest.mark.parametrize(
    ("accepted_on", "says"),
    [
        (None, "Ben has not accepted: champion, helpdesk_lead."),
        (day(20), "Ben has not accepted: champion, helpdesk_lead."),
        (date(2025, 10, 1), "Ben accepted on 1 Oct 2025, over 60 days ago"),
    ],
)
def test_names_who_has_not_said_yes(accepted_on, says):
    people = tuple(
        replace(each, accepted_on=accepted_on) if each.name == "Ben" else each
        for each in READY.person
    )

    finding = answer(CHECK, ready(person=people))

    assert finding.outcome is Outcome.FAILED
    assert finding.says.startswith(says)


def test_nobody_on_file_fails():
    assert answer(CHECK, ready(person=())).outcome is Outcome.FAILED
