import pytest
from asking import ask_one
from entra import KINDS, app_policy, restriction
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "access.app_passwords_blocked"
PASSWORD = restriction("passwordAddition")
KEY = restriction("symmetricKeyAddition")
GOOD = app_policy(PASSWORD, KEY)


def outcome(policy, **areas):
    return ask_one(CHECK, fragment(default_app_management_policy=policy, **areas)).outcome


def test_passes_when_no_application_can_be_given_a_password():
    assert outcome(GOOD) is Outcome.PASSED
    assert outcome([GOOD]) is Outcome.PASSED
    capitals = {"IsEnabled": True} | {
        kind: {
            "PasswordCredentials": [
                {"RestrictionType": type, "State": "enabled"}
                for type in ("passwordAddition", "symmetricKeyAddition")
            ]
        }
        for kind in KINDS
    }
    assert outcome(capitals) is Outcome.PASSED


@pytest.mark.parametrize(
    "policy",
    [
        {**GOOD, "isEnabled": False},
        app_policy(PASSWORD),
        app_policy(KEY),
        app_policy(restriction("customPasswordAddition"), KEY),
        app_policy(PASSWORD, KEY, only=KINDS[0]),
        app_policy(PASSWORD, KEY, only=KINDS[1]),
        app_policy({**PASSWORD, "state": "disabled"}, KEY),
        app_policy({**PASSWORD, "state": None}, KEY),
        app_policy(PASSWORD, {**KEY, "state": "disabled"}),
        app_policy(
            {**PASSWORD, "restrictForAppsCreatedAfterDateTime": "2024-01-01T00:00:00Z"}, KEY
        ),
        app_policy({**PASSWORD, "excludeActors": {"customSecurityAttributes": [{"id": "x"}]}}, KEY),
        app_policy(),
        {"isEnabled": True},
        {**GOOD, "applicationRestrictions": None},
    ],
    ids=str,
)
def test_fails_when_some_application_can(policy):
    assert outcome(policy) is Outcome.FAILED


def test_a_date_that_graph_writes_for_none_is_none():
    none = "0001-01-01T00:00:00Z"

    assert outcome(app_policy({**PASSWORD, "restrictForAppsCreatedAfterDateTime": none}, KEY)) is (
        Outcome.PASSED
    )


@pytest.mark.parametrize("empty", [[], [None], None, [{"id": "policy"}]], ids=str)
def test_is_not_assessed_where_the_policy_was_not_read(empty):
    failed = ["Get-MgPolicyDefaultAppManagementPolicy"]

    assert outcome(empty) is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(service_plans=[])).outcome is Outcome.NOT_ASSESSED
    assert outcome(GOOD, aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
