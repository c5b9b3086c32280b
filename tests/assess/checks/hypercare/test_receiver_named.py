from dataclasses import replace

import pytest
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome

CHECK = "hypercare.receiver_named"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"roles": ("champion",)}, "Nobody is named to receive the service after the move."),
        ({"roles": ("receiver", "engineer")}, "Dara would hand over to themselves."),
        ({"accepted_on": None}, "Dara has not accepted to receive the service."),
    ],
)
def test_somebody_else_must_say_yes_to_take_over(change, says):
    people = tuple(
        replace(each, **change) if each.name == "Dara" else each for each in READY.person
    )

    finding = answer(CHECK, ready(person=people))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == says
