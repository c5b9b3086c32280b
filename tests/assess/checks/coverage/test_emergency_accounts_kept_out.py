import pytest
from harbour import MFA_FOR_ALL, engagement, situation, tenant, user, without

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import MEMBERSHIPS

ID = "coverage.emergency_accounts_kept_out"
SOS = [user(name, upn=f"{name}@quay.example") for name in ("sos-1", "sos-2")]


def asked(policies, accounts=("sos-1@quay.example", "sos-2@quay.example"), users=SOS, change=None):
    target = tenant(side="target", conditional_access_policies=policies, users=users)
    home = change(target) if change else target
    agreed = engagement(emergency_accounts=tuple(accounts))
    [finding] = assess(situation(target=home, engagement=agreed), [CHECKS.load()[ID]])
    return finding


@pytest.mark.parametrize(
    "policies",
    [
        [MFA_FOR_ALL | {"exclude_users": ["sos-1"]}],
        [MFA_FOR_ALL | {"exclude_users": ["sos-1", "sos-2"]}],
        [MFA_FOR_ALL | {"state": "disabled"}],
        [MFA_FOR_ALL | {"grant_controls": [], "session_controls": ["signInFrequency"]}],
        [MFA_FOR_ALL | {"state": "enabledForReportingButNotEnforced"}],
    ],
)
def test_passes_where_one_account_is_free_of_every_policy(policies):
    assert asked(policies).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "policies",
    [
        [MFA_FOR_ALL],
        [
            MFA_FOR_ALL | {"exclude_users": ["sos-1"]},
            MFA_FOR_ALL | {"policy": "b", "name": "b", "exclude_users": ["sos-2"]},
        ],
        [MFA_FOR_ALL | {"unknown": ["conditions.x"]}],
    ],
)
def test_fails_where_every_account_is_caught(policies):
    finding = asked(policies)

    assert finding.outcome is Outcome.FAILED
    assert "MFA for everyone" in finding.says


def test_an_engagement_that_names_no_account_fails():
    assert asked([], accounts=()).outcome is Outcome.FAILED


@pytest.mark.parametrize("users", [[], [user("ana")], [SOS[0] | {"enabled": False}]])
def test_accounts_that_do_not_exist_are_not_assessed(users):
    assert asked([MFA_FOR_ALL], users=users).outcome is Outcome.NOT_ASSESSED


def test_memberships_that_were_not_read_are_not_assessed():
    finding = asked([MFA_FOR_ALL], change=lambda it: without(it, MEMBERSHIPS, "no permission"))

    assert finding.outcome is Outcome.NOT_ASSESSED
