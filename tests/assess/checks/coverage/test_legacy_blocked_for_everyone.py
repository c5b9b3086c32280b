import pytest
from asking import ask_one
from harbour import BLOCK_LEGACY, MFA_FOR_ALL, policy, tenant, unread

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES

ID = "coverage.legacy_blocked_for_everyone"


def asked(*policies):
    return ask_one(ID, tenant(conditional_access_policies=list(policies)))


@pytest.mark.parametrize(
    "policies",
    [
        [BLOCK_LEGACY],
        [MFA_FOR_ALL],
        [
            BLOCK_LEGACY | {"client_apps": ["other"]},
            BLOCK_LEGACY | {"policy": "eas", "client_apps": ["exchangeActiveSync"]},
        ],
    ],
    ids=["a block", "MFA, which they cannot send", "one policy per client"],
)
def test_passes_where_no_legacy_client_gets_in(policies):
    assert asked(*policies).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "hole",
    [
        {"client_apps": ["other"]},
        {"exclude_users": ["dara"]},
        {"include_applications": ["Office365"]},
        {"state": "enabledForReportingButNotEnforced"},
    ],
)
def test_fails_where_one_gets_in(hole):
    finding = asked(BLOCK_LEGACY | hole)

    assert finding.outcome is Outcome.FAILED
    assert "can sign in with a legacy client" in finding.says


def test_a_half_read_policy_is_not_assessed():
    snapshot = unread(tenant(), POLICIES, "client_apps")

    assert ask_one(ID, snapshot).outcome is Outcome.NOT_ASSESSED
    assert asked(policy("odd", grant_controls=["new"])).outcome is Outcome.NOT_ASSESSED
    assert asked(BLOCK_LEGACY | {"unknown": ["conditions.x"]}).outcome is Outcome.NOT_ASSESSED
