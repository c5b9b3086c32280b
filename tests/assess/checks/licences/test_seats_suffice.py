import pytest
from asking import ask_one
from harbour import tenant

from pilotage.facts.finding import Outcome

CHECK = "licences.seats_suffice"


def seats(bought, assigned):
    row = {"sku": "s1", "name": "SPE_E3", "bought": bought, "assigned": assigned}
    return ask_one(CHECK, tenant(licences_bought=[row]))


def test_passes_until_the_last_seat_is_taken():
    assert seats(10, 10).outcome is Outcome.PASSED


def test_names_the_subscription_that_is_overdrawn():
    finding = seats(10, 11)

    assert finding.outcome is Outcome.FAILED
    assert "SPE_E3" in finding.says


@pytest.mark.parametrize(("bought", "assigned"), [(None, 1), (1, None)])
def test_an_unknown_number_is_not_a_pass(bought, assigned):
    assert seats(bought, assigned).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_licences_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
