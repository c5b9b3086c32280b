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


def test_the_baseline_asks_for_passwords_only():
    assert outcome(app_policy(PASSWORD)) is Outcome.PASSED


def test_an_export_may_name_but_one_kind_of_application():
    alone = app_policy(PASSWORD)
    del alone["servicePrincipalRestrictions"]

    assert outcome(alone) is Outcome.PASSED


@pytest.mark.parametrize(
    "none",
    ["0001-01-01T00:00:00Z", "/Date(-62135596800000)/", "1/1/0001 12:00:00 AM", "", None],
    ids=str,
)
def test_a_date_that_is_written_for_none_is_none(none):
    assert outcome(app_policy({**PASSWORD, "restrictForAppsCreatedAfterDateTime": none}, KEY)) is (
        Outcome.PASSED
    )


@pytest.mark.parametrize("empty", [[], [None], None, {}], ids=str)
def test_no_policy_restricts_nothing(empty):
    assert outcome(empty) is Outcome.FAILED


def test_is_not_assessed_where_the_policy_was_not_read():
    failed = ["Get-MgPolicyDefaultAppManagementPolicy"]

    assert outcome([{"id": "policy"}]) is Outcome.NOT_ASSESSED
    assert outcome([], aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(service_plans=[])).outcome is Outcome.NOT_ASSESSED
    assert outcome(GOOD, aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
