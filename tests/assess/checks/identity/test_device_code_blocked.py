import pytest
from asking import ask_one
from entra import CONTROLS, policy_for
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "identity.device_code_blocked"


def outcome(change, **areas):
    return ask_one(
        CHECK, fragment(conditional_access_policies=[policy_for(CHECK, change)], **areas)
    ).outcome


FLOWS = "Conditions.AuthenticationFlows"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({FLOWS: {"TransferMethods": "deviceCodeFlow,authenticationTransfer"}}, Outcome.PASSED),
        ({FLOWS: {"TransferMethods": "authenticationTransfer"}}, Outcome.FAILED),
        ({FLOWS: {"TransferMethods": "none"}}, Outcome.FAILED),
        ({FLOWS: {"TransferMethods": None}}, Outcome.FAILED),
        ({FLOWS: None}, Outcome.FAILED),
        ({CONTROLS: ["mfa"]}, Outcome.FAILED),
        ({"Conditions.ClientAppTypes": ["browser"]}, Outcome.FAILED),
        ({"Conditions.UserRiskLevels": ["high"]}, Outcome.FAILED),
    ],
    ids=str,
)
def test_the_flow_must_be_named_and_blocked(change, expected):
    assert outcome(change) is expected
