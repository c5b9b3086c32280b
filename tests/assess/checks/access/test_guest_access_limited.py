import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "access.guest_access_limited"
GOOD, BAD = "10dae51f-b6af-4016-8d66-8c2a99b929b3", "a0b1b346-4d3e-4e8b-98f8-753987be4970"


def outcome(value, **areas):
    return ask_one(
        CHECK, fragment(authorization_policies=[{"GuestUserRoleId": value}], **areas)
    ).outcome


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10dae51f-b6af-4016-8d66-8c2a99b929b3", Outcome.PASSED),
        ("2af84b1e-32c8-42b7-82bc-daa82404023b", Outcome.PASSED),
        ("2AF84B1E-32C8-42B7-82BC-DAA82404023B", Outcome.PASSED),
        ("a0b1b346-4d3e-4e8b-98f8-753987be4970", Outcome.FAILED),
        ("something-else", Outcome.FAILED),
        (None, Outcome.NOT_ASSESSED),
    ],
    ids=str,
)
def test_guests_have_limited_or_restricted_access(value, expected):
    assert outcome(value) is expected


def test_each_of_several_policies_counts():
    policies = [{"GuestUserRoleId": GOOD}, {"GuestUserRoleId": BAD}]

    assert ask_one(CHECK, fragment(authorization_policies=policies)).outcome is Outcome.FAILED
    assert ask_one(CHECK, fragment(authorization_policies=policies[0])).outcome is Outcome.PASSED


def test_is_not_assessed_where_the_policy_was_not_read():
    failed = ["Get-MgBetaPolicyAuthorizationPolicy"]

    assert ask_one(CHECK, fragment(service_plans=[])).outcome is Outcome.NOT_ASSESSED
    assert outcome(GOOD, aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(authorization_policies=[None])).outcome is Outcome.NOT_ASSESSED
    assert (
        ask_one(CHECK, fragment(authorization_policies=[{"Id": "x"}])).outcome
        is Outcome.NOT_ASSESSED
    )
