import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "access.guest_invites_restricted"
GOOD, BAD = "adminsAndGuestInviters", "everyone"


def outcome(value, **areas):
    return ask_one(
        CHECK, fragment(authorization_policies=[{"AllowInvitesFrom": value}], **areas)
    ).outcome


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("adminsAndGuestInviters", Outcome.PASSED),
        ("none", Outcome.PASSED),
        ("adminsGuestInvitersAndAllMembers", Outcome.FAILED),
        ("everyone", Outcome.FAILED),
        (None, Outcome.NOT_ASSESSED),
    ],
    ids=str,
)
def test_only_guest_inviters_may_invite(value, expected):
    assert outcome(value) is expected


def test_each_of_several_policies_counts():
    policies = [{"AllowInvitesFrom": GOOD}, {"AllowInvitesFrom": BAD}]

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
