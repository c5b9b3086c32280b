import pytest
from asking import ask_one
from entra import P2, policy_for
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "identity.risky_users_blocked"


def outcome(change, **areas):
    return ask_one(
        CHECK, fragment(conditional_access_policies=[policy_for(CHECK, change)], **areas)
    ).outcome


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"Conditions.UserRiskLevels": ["high", "medium"]}, Outcome.PASSED),
        ({"Conditions.UserRiskLevels": "high"}, Outcome.PASSED),
        ({"Conditions.UserRiskLevels": ["medium"]}, Outcome.FAILED),
        ({"Conditions.UserRiskLevels": []}, Outcome.FAILED),
        ({"Conditions.UserRiskLevels": None}, Outcome.FAILED),
        ({"Conditions.SignInRiskLevels": ["high"]}, Outcome.FAILED),
        ({"Conditions.ClientAppTypes": ["browser"]}, Outcome.FAILED),
        ({"GrantControls.BuiltInControls": ["mfa"]}, Outcome.FAILED),
        ({"GrantControls.BuiltInControls": ["mfa", "passwordChange"]}, Outcome.FAILED),
    ],
    ids=str,
)
def test_the_risk_that_is_blocked_must_be_high_and_stand_alone(change, expected):
    assert outcome(change) is expected


@pytest.mark.parametrize(
    ("plans", "expected"),
    [
        ([P2], Outcome.PASSED),
        (P2, Outcome.PASSED),
        ([{"ServicePlanId": "eec0eb4f-6444-4f95-aba0-50c24d67f998"}], Outcome.PASSED),
        ([{"ServicePlanName": "AAD_PREMIUM"}], Outcome.FAILED),
        ([{**P2, "ProvisioningStatus": "Disabled"}], Outcome.FAILED),
        ([], Outcome.FAILED),
        ([None], Outcome.FAILED),
    ],
    ids=str,
)
def test_cannot_be_enforced_without_the_licence(plans, expected):
    assert outcome({}, service_plans=plans) is expected
