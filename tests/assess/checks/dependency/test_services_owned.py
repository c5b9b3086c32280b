import pytest
from ready import answer, ready

from pilotage.facts.engagement import Service
from pilotage.facts.finding import Outcome

CHECK = "dependency.services_owned"


@pytest.mark.parametrize(
    ("owner", "says"),
    [
        ("", "Payroll has no owner."),
        ("Zoe", "Zoe, owner of Payroll, is not among the people of the engagement file."),
    ],
)
def test_names_the_service_without_a_known_owner_r16(owner, says):
    finding = answer(CHECK, ready(service=(Service("Payroll", owner),)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == says


@pytest.mark.parametrize("owner", ["ana", "ana@harbour.example", "eva@payroll.example"])
def test_an_owner_is_known_by_name_or_address(owner):
    assert answer(CHECK, ready(service=(Service("Payroll", owner),))).outcome is Outcome.PASSED


def test_no_service_on_file_fails():
    assert answer(CHECK, ready(service=())).outcome is Outcome.FAILED
