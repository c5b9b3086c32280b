import pytest
from asking import ask_one
from entra import GONE, changed
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "identity.sign_in_context_shown"
NOBODY = "00000000-0000-0000-0000-000000000000"
SHOWN = {
    "State": "enabled",
    "IncludeTarget": {"Id": "all_users", "TargetType": "group"},
    "ExcludeTarget": {"Id": NOBODY, "TargetType": "group"},
}
AUTHENTICATOR = {
    "Id": "MicrosoftAuthenticator",
    "State": "enabled",
    "IsSoftwareOathEnabled": False,
    "FeatureSettings": {
        "DisplayAppInformationRequiredState": SHOWN,
        "DisplayLocationInformationRequiredState": SHOWN,
        "NumberMatchingRequiredState": SHOWN,
    },
}
APP = "FeatureSettings.DisplayAppInformationRequiredState"
LOCATION = "FeatureSettings.DisplayLocationInformationRequiredState"


def outcome(changes, **areas):
    methods = [changed(AUTHENTICATOR, changes), {"Id": "Sms", "State": "disabled"}]
    method = {"authentication_method_feature_settings": methods}
    return ask_one(CHECK, fragment(authentication_method=[method], **areas)).outcome


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Outcome.PASSED),
        ({"State": "disabled", f"{APP}.State": "disabled"}, Outcome.PASSED),
        ({f"{APP}.ExcludeTarget": None}, Outcome.PASSED),
        ({"IsSoftwareOathEnabled": GONE}, Outcome.PASSED),
        ({"FeatureSettings.NumberMatchingRequiredState": GONE}, Outcome.PASSED),
        ({f"{APP}.State": "disabled"}, Outcome.FAILED),
        ({f"{APP}.State": "default"}, Outcome.FAILED),
        ({f"{LOCATION}.State": "disabled"}, Outcome.FAILED),
        ({f"{APP}.IncludeTarget.Id": "some-group"}, Outcome.FAILED),
        ({f"{LOCATION}.IncludeTarget.Id": "some-group"}, Outcome.FAILED),
        ({f"{LOCATION}.ExcludeTarget.Id": "some-group"}, Outcome.FAILED),
        ({LOCATION: GONE}, Outcome.FAILED),
        ({"FeatureSettings": None}, Outcome.FAILED),
        ({"IsSoftwareOathEnabled": True}, Outcome.FAILED),
        ({"State": GONE}, Outcome.NOT_ASSESSED),
    ],
    ids=str,
)
def test_everyone_sees_where_a_sign_in_comes_from(changes, expected):
    assert outcome(changes) is expected


def test_a_lone_method_is_a_list_of_one():
    lone = {"authentication_method_feature_settings": AUTHENTICATOR}
    bad = changed(lone, {f"authentication_method_feature_settings.{APP}.State": "disabled"})

    assert ask_one(CHECK, fragment(authentication_method=lone)).outcome is Outcome.PASSED
    assert ask_one(CHECK, fragment(authentication_method=bad)).outcome is Outcome.FAILED


@pytest.mark.parametrize("empty", [[], [None], None, [{}]], ids=str)
def test_is_not_assessed_where_methods_were_not_read(empty):
    failed = ["Get-MgBetaPolicyAuthenticationMethodPolicy"]

    assert ask_one(CHECK, fragment(authentication_method=empty)).outcome is Outcome.NOT_ASSESSED
    assert outcome({}, aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
