from dataclasses import replace

import pytest
from ready import READY, answer, day, ready

from pilotage.facts.finding import Outcome

CHECK = "documentation.decisions_recorded"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"answer": ""}, "nobody wrote how"),
        ({"decider": ""}, "nobody wrote by whom"),
        ({"answered_on": day(10)}, "dated in the future"),
    ],
)
def test_names_the_decision_that_nobody_could_follow_later(change, says):
    finding = answer(CHECK, ready(decision=(replace(READY.decision[0], **change),)))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says


def test_an_open_question_has_nothing_to_record():
    open_one = replace(READY.decision[0], answered_on=None, answer="")

    assert answer(CHECK, ready(decision=(open_one,))).outcome is Outcome.PASSED


def test_no_decision_on_file_fails():
    assert answer(CHECK, ready(decision=())).outcome is Outcome.FAILED
