import pytest
from asking import ask_one
from entra import CONTROLS, STRENGTH, policy_for
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "identity.phishing_resistant_for_all"


def outcome(change, **areas):
    return ask_one(
        CHECK, fragment(conditional_access_policies=[policy_for(CHECK, change)], **areas)
    ).outcome


@pytest.mark.parametrize(
    "methods",
    [["fido2"], "fido2", ["fido2", "windowsHelloForBusiness"], ["x509CertificateMultiFactor"]],
    ids=str,
)
def test_any_of_the_listed_methods_will_do(methods):
    assert outcome({STRENGTH: {"AllowedCombinations": methods}}) is Outcome.PASSED


@pytest.mark.parametrize(
    "methods",
    [
        ["fido2", "password,microsoftAuthenticatorPush"],
        ["deviceBasedPush"],
        ["x509CertificateSingleFactor"],
        ["temporaryAccessPassOneTime", "fido2"],
        ["federatedMultiFactor"],
    ],
    ids=str,
)
def test_one_weaker_method_spoils_the_strength(methods):
    named = {"DisplayName": "Phishing-resistant MFA", "AllowedCombinations": methods}

    assert outcome({STRENGTH: named}) is Outcome.FAILED


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({CONTROLS: ["mfa"]}, Outcome.FAILED),
        ({CONTROLS: ["compliantDevice"]}, Outcome.FAILED),
        ({CONTROLS: ["compliantDevice"], "GrantControls.Operator": "AND"}, Outcome.PASSED),
        ({CONTROLS: ["mfa"], STRENGTH: None}, Outcome.FAILED),
        ({"Conditions.ClientAppTypes": ["browser"]}, Outcome.FAILED),
    ],
    ids=str,
)
def test_nothing_weaker_may_stand_in_for_it(change, expected):
    assert outcome(change) is expected


def test_an_operator_that_nobody_knows_is_unknown():
    change = {CONTROLS: ["compliantDevice"], "GrantControls.Operator": "XOR"}

    assert outcome(change) is Outcome.NOT_ASSESSED
