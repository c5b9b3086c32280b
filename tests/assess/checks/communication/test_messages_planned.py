import pytest
from ready import READY, answer, ask, ready

from pilotage.facts.engagement import Message
from pilotage.facts.finding import Outcome

CHECK = "communication.messages_planned"


@pytest.mark.parametrize(
    ("days", "moment"), [(-14, "T-14"), (-7, "T-7"), (-2, "T-2"), (0, "T-0"), (1, "T+1")]
)
def test_names_the_moment_at_which_each_audience_hears_nothing(days, moment):
    messages = tuple(each for each in READY.message if each.days != days)

    findings = ask(CHECK, ready(message=messages))

    assert [finding.subject for finding in findings] == [each.name for each in READY.department]
    assert all(finding.says.endswith(f"is planned for {moment}.") for finding in findings)


def test_what_a_department_hears_and_what_everybody_hears_add_up():
    early = Message("Early", "Warehouse", -12)
    messages = (early, *(each for each in READY.message if each.days != -14))

    heard_nothing = {finding.subject for finding in ask(CHECK, ready(message=messages))}

    assert heard_nothing == {"Management", "Office", "IT"}


def test_without_departments_everybody_is_one_audience():
    assert answer(CHECK, ready(department=())).outcome is Outcome.PASSED
    assert answer(CHECK, ready(department=(), message=())).subject == "all"
