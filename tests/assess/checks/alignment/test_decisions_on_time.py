import pytest
from ready import answer, day, ready

from pilotage.facts.engagement import Decision
from pilotage.facts.finding import Outcome

CHECK = "alignment.decisions_on_time"


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (Decision("Which sites?"), "Nobody is named to decide"),
        (Decision("Which sites?", "Ana"), "Ana has no day"),
        (Decision("Which sites?", "Ana", day(5)), "5 Jan 2026, 4 days ago"),
        (Decision("Which sites?", "Ana", day(5), answered_on=day(20)), "4 days ago"),
    ],
)
def test_names_who_makes_others_wait(decision, says):
    finding = answer(CHECK, ready(decision=(decision,)))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says
    assert finding.says.endswith("Which sites?")


def test_an_open_question_may_wait_for_its_day():
    finding = answer(CHECK, ready(decision=(Decision("Which sites?", "Ana", day(9)),)))

    assert finding.outcome is Outcome.PASSED
    assert finding.says == "Of 1 decisions 1 are open, and none is late."


def test_no_question_on_file_is_unknown_rather_than_good():
    assert answer(CHECK, ready(decision=())).outcome is Outcome.NOT_ASSESSED


def test_an_answer_given_today_counts():
    answered = Decision("Which sites?", "Ana", day(5), answered_on=day(9), answer="All")

    assert answer(CHECK, ready(decision=(answered,))).outcome is Outcome.PASSED
