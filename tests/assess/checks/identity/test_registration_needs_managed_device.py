import pytest
from asking import ask_one
from entra import CONTROLS, policy_for
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "identity.registration_needs_managed_device"


def outcome(change, **areas):
    return ask_one(
        CHECK, fragment(conditional_access_policies=[policy_for(CHECK, change)], **areas)
    ).outcome


ACTIONS = "Conditions.Applications.IncludeUserActions"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({ACTIONS: "urn:user:registersecurityinfo"}, Outcome.PASSED),
        ({CONTROLS: ["compliantDevice"]}, Outcome.PASSED),
        ({ACTIONS: ["urn:user:registerdevice"]}, Outcome.FAILED),
        ({ACTIONS: [], "Conditions.Applications.IncludeApplications": ["All"]}, Outcome.FAILED),
        ({CONTROLS: ["mfa"]}, Outcome.FAILED),
        ({CONTROLS: ["mfa", "compliantDevice"]}, Outcome.FAILED),
    ],
    ids=str,
)
def test_the_action_counts_and_the_device(change, expected):
    assert outcome(change) is expected
