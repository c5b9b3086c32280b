import pytest
from asking import ask_one
from entra import CONTROLS, STRENGTH, policy_for
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "identity.managed_device_required"


def outcome(change, **areas):
    return ask_one(
        CHECK, fragment(conditional_access_policies=[policy_for(CHECK, change)], **areas)
    ).outcome


ANY_MFA = {"DisplayName": "Multifactor authentication", "AllowedCombinations": ["password,sms"]}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({CONTROLS: ["compliantDevice"]}, Outcome.PASSED),
        ({CONTROLS: "domainJoinedDevice"}, Outcome.PASSED),
        ({"GrantControls.Operator": "AND"}, Outcome.PASSED),
        ({CONTROLS: ["compliantDevice", "mfa"], "GrantControls.Operator": "AND"}, Outcome.PASSED),
        ({CONTROLS: ["compliantDevice", "mfa"]}, Outcome.FAILED),
        ({CONTROLS: ["compliantApplication"]}, Outcome.FAILED),
        ({CONTROLS: ["mfa"]}, Outcome.FAILED),
        ({CONTROLS: []}, Outcome.FAILED),
        ({STRENGTH: ANY_MFA}, Outcome.FAILED),
        ({"GrantControls.TermsOfUse": ["house-rules"]}, Outcome.FAILED),
        ({"Conditions.ClientAppTypes": ["browser"]}, Outcome.FAILED),
    ],
    ids=str,
)
def test_nothing_but_a_managed_device_may_do(change, expected):
    assert outcome(change) is expected
