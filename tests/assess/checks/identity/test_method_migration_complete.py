import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "identity.method_migration_complete"
GOOD, BAD = "migrationComplete", "preMigration"


def outcome(value, **areas):
    return ask_one(
        CHECK,
        fragment(
            authentication_method=[
                {"authentication_method_policy": {"PolicyMigrationState": value}}
            ],
            **areas,
        ),
    ).outcome


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("migrationComplete", Outcome.PASSED),
        ("migrationInProgress", Outcome.FAILED),
        ("preMigration", Outcome.FAILED),
        ("", Outcome.FAILED),
        (None, Outcome.NOT_ASSESSED),
    ],
    ids=str,
)
def test_the_migration_must_be_complete(value, expected):
    assert outcome(value) is expected


def test_each_of_several_policies_counts():
    policies = [
        {"authentication_method_policy": {"PolicyMigrationState": GOOD}},
        {"authentication_method_policy": {"PolicyMigrationState": BAD}},
    ]

    assert ask_one(CHECK, fragment(authentication_method=policies)).outcome is Outcome.FAILED
    assert ask_one(CHECK, fragment(authentication_method=policies[0])).outcome is Outcome.PASSED


def test_is_not_assessed_where_the_policy_was_not_read():
    failed = ["Get-MgBetaPolicyAuthenticationMethodPolicy"]

    assert ask_one(CHECK, fragment(service_plans=[])).outcome is Outcome.NOT_ASSESSED
    assert outcome(GOOD, aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(authentication_method=[None])).outcome is Outcome.NOT_ASSESSED
    assert (
        ask_one(CHECK, fragment(authentication_method=[{"Id": "x"}])).outcome
        is Outcome.NOT_ASSESSED
    )


def test_the_policy_as_graph_gives_it_counts_too():
    policy = {"Id": "x", "policyMigrationState": "migrationComplete"}

    assert ask_one(CHECK, fragment(authentication_methods_policy=[policy])).outcome is (
        Outcome.PASSED
    )
