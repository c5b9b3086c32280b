import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "identity.weak_methods_off"


def outcome(states, **areas):
    methods = [{"Id": id, "State": state} for id, state in states.items()]
    method = {"authentication_method_feature_settings": methods}
    return ask_one(CHECK, fragment(authentication_method=[method], **areas)).outcome


OFF = dict.fromkeys(("Sms", "Voice", "Email"), "disabled")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Outcome.PASSED),
        ({"Fido2": "enabled", "SoftwareOath": "enabled"}, Outcome.PASSED),
        ({"Sms": "enabled"}, Outcome.FAILED),
        ({"Voice": "enabled"}, Outcome.FAILED),
        ({"Email": "enabled"}, Outcome.FAILED),
        ({"Email": None}, Outcome.NOT_ASSESSED),
        ({"Email": None, "Sms": "enabled"}, Outcome.FAILED),
    ],
    ids=str,
)
def test_all_three_must_be_off(change, expected):
    assert outcome({**OFF, **change}) is expected


def test_a_method_that_is_not_listed_is_unknown():
    assert outcome({"Sms": "disabled", "Voice": "disabled"}) is Outcome.NOT_ASSESSED
    assert outcome({"Voice": "enabled"}) is Outcome.FAILED


def test_the_state_of_the_migration_does_not_matter():
    method = {
        "authentication_method_policy": {"PolicyMigrationState": "preMigration"},
        "authentication_method_feature_settings": [
            {"Id": id, "State": state} for id, state in OFF.items()
        ],
    }

    assert ask_one(CHECK, fragment(authentication_method=method)).outcome is Outcome.PASSED


@pytest.mark.parametrize("empty", [[], [None], None, [{}]], ids=str)
def test_is_not_assessed_where_methods_were_not_read(empty):
    failed = ["Get-MgBetaPolicyAuthenticationMethodPolicy"]

    assert ask_one(CHECK, fragment(authentication_method=empty)).outcome is Outcome.NOT_ASSESSED
    assert outcome(OFF, aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(service_plans=[])).outcome is Outcome.NOT_ASSESSED
