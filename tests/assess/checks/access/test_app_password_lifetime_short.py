import pytest
from asking import ask_one
from entra import KINDS, app_policy, restriction
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "access.app_password_lifetime_short"
PASSWORD = restriction("passwordLifetime")
KEY = restriction("symmetricKeyLifetime")
GOOD = app_policy(PASSWORD, KEY)


def outcome(policy, **areas):
    return ask_one(CHECK, fragment(default_app_management_policy=policy, **areas)).outcome


@pytest.mark.parametrize(
    ("lifetime", "expected"),
    [
        ("P180D", Outcome.PASSED),
        ("P90D", Outcome.PASSED),
        ("P4DT12H30M5S", Outcome.PASSED),
        ("P5M", Outcome.PASSED),
        ("PT24H", Outcome.PASSED),
        ("P181D", Outcome.PASSED),
        ("P181DT1S", Outcome.FAILED),
        ("P182D", Outcome.FAILED),
        ("P365D", Outcome.FAILED),
        ("P1Y", Outcome.FAILED),
        ("half a year", Outcome.FAILED),
        ("P", Outcome.FAILED),
        (None, Outcome.FAILED),
    ],
)
def test_a_password_may_live_for_half_a_year(lifetime, expected):
    assert outcome(app_policy({**PASSWORD, "maxLifetime": lifetime}, KEY)) is expected
    assert outcome(app_policy(PASSWORD, {**KEY, "maxLifetime": lifetime})) is expected


@pytest.mark.parametrize(
    "policy",
    [
        {**GOOD, "isEnabled": False},
        app_policy(KEY),
        app_policy(PASSWORD, KEY, only=KINDS[0]),
        app_policy({**PASSWORD, "state": "disabled"}, KEY),
        app_policy(
            {**PASSWORD, "restrictForAppsCreatedAfterDateTime": "2024-01-01T00:00:00Z"}, KEY
        ),
        app_policy(),
    ],
    ids=str,
)
def test_fails_when_the_limit_does_not_hold_for_all(policy):
    assert outcome(policy) is Outcome.FAILED


def test_the_limit_of_symmetric_keys_need_not_be_named():
    assert outcome(app_policy(PASSWORD)) is Outcome.PASSED
    assert outcome(app_policy({**PASSWORD, "maxLifetime": "P1Y"})) is Outcome.FAILED
    assert outcome(app_policy(PASSWORD, {**KEY, "maxLifetime": "P1Y"})) is Outcome.FAILED


def test_there_is_nothing_to_limit_where_no_password_can_be_added():
    added = [restriction("passwordAddition"), restriction("symmetricKeyAddition")]

    assert outcome(app_policy(*added)) is Outcome.PASSED
    assert outcome(app_policy(*added, only=KINDS[0])) is Outcome.FAILED


@pytest.mark.parametrize("empty", [[], [None], None, {}], ids=str)
def test_no_policy_restricts_nothing(empty):
    assert outcome(empty) is Outcome.FAILED


def test_is_not_assessed_where_the_policy_was_not_read():
    failed = ["Get-MgPolicyDefaultAppManagementPolicy"]

    assert outcome([{"id": "policy"}]) is Outcome.NOT_ASSESSED
    assert outcome([], aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(service_plans=[])).outcome is Outcome.NOT_ASSESSED
    assert outcome(GOOD, aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
