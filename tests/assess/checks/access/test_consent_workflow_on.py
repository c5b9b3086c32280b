import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "access.consent_workflow_on"


def settings(value, name="EnableAdminConsentRequests"):
    values = [{"Name": "BlockUserConsentForRiskyApps", "Value": "true"}]
    return {
        "DisplayName": "Consent Policy Settings",
        "Values": [*values, {"Name": name, "Value": value}],
    }


def outcome(*listed, **areas):
    return ask_one(CHECK, fragment(directory_settings=list(listed), **areas)).outcome


GROUPS = {
    "DisplayName": "Group.Unified",
    "Values": [{"Name": "EnableGroupCreation", "Value": "true"}],
}


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([GROUPS, settings("true")], Outcome.PASSED),
        ([settings("True")], Outcome.PASSED),
        ([settings(True)], Outcome.PASSED),
        ([{"Values": {"Name": "EnableAdminConsentRequests", "Value": "true"}}], Outcome.PASSED),
        ([settings("false")], Outcome.FAILED),
        ([settings("")], Outcome.FAILED),
        ([settings(None)], Outcome.FAILED),
        ([settings("true"), settings("false")], Outcome.FAILED),
        ([settings("true", name="SomethingElse")], Outcome.FAILED),
        ([GROUPS], Outcome.FAILED),
        ([], Outcome.FAILED),
        ([None], Outcome.FAILED),
    ],
    ids=str,
)
def test_people_must_be_able_to_ask(listed, expected):
    assert outcome(*listed) is expected


def test_the_policy_as_graph_gives_it_counts_too():
    on = fragment(admin_consent_request_policy=[{"isEnabled": True}])
    off = fragment(admin_consent_request_policy=[{"isEnabled": False}])

    assert ask_one(CHECK, on).outcome is Outcome.PASSED
    assert ask_one(CHECK, off).outcome is Outcome.FAILED


def test_is_not_assessed_where_settings_were_not_read():
    failed = ["Get-MgBetaDirectorySetting"]

    assert outcome(aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(service_plans=[])).outcome is Outcome.NOT_ASSESSED
