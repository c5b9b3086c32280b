from dataclasses import replace

import pytest
from ready import READY, answer, ready

from pilotage.facts.finding import Basis, Outcome

CHECK = "alignment.business_case_stated"


def test_shows_the_agreed_case_as_evidence():
    finding = answer(CHECK, ready())

    assert finding.outcome is Outcome.PASSED
    assert finding.basis is Basis.COMPUTED
    assert finding.evidence["driver"].to_list() == ["The lease of the mail server ends"]


@pytest.mark.parametrize(
    ("hole", "says"),
    [
        ({"driver": " "}, "why it happens"),
        ({"outcomes": ("One sign-in", "", "Mail on the phone")}, "2 of 3 outcomes"),
        ({"deadline": None}, "until when"),
        ({"missing_it_costs": None}, "what a week of delay costs"),
    ],
)
def test_names_what_the_case_leaves_open_r1(hole, says):
    finding = answer(CHECK, ready(migration=replace(READY.migration, **hole)))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says
    assert "sponsor" in finding.fix
