import pytest
from asking import ask_one
from fragment import fragment
from losses import POLICY, RULE, SSN

from pilotage.facts.finding import Outcome

CHECK = "defender.sensitive_data_protected_everywhere"


def applied(rules=RULE, policies=POLICY, **areas):
    given = {"dlp_compliance_rules": rules, "dlp_compliance_policies": policies}
    return ask_one(CHECK, fragment(**(given | areas)))


def test_passes_when_a_policy_is_for_all_five_places():
    finding = applied([RULE], [POLICY], defender_dlp_license=True, defender_license=True)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.DEFENDER.4.2v1", "MS.SECURITYSUITE.3.2v1")


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("ExchangeLocation", "Exchange"),
        ("SharePointLocation", "SharePoint"),
        ("OneDriveLocation", "OneDrive"),
        ("TeamsLocation", "Teams chat"),
        ("EndpointDlpLocation", "Devices"),
    ],
)
@pytest.mark.parametrize("value", [[], None, [""], ["ana@harbour.example"]], ids=str)
def test_names_the_place_that_is_left_out(location, place, value):
    finding = applied(policies=[POLICY | {location: value}])

    assert finding.outcome is Outcome.FAILED
    assert place in finding.says


def test_a_place_may_come_without_its_list():
    assert applied(policies=[POLICY | {"TeamsLocation": "All"}]).outcome is Outcome.PASSED


def test_two_policies_may_share_the_places():
    mail = POLICY | {"EndpointDlpLocation": []}
    devices = POLICY | {"Name": "Devices", "ExchangeLocation": [], "TeamsLocation": []}
    second = RULE | {"Name": "On devices", "ParentPolicyName": "Devices"}

    assert applied([RULE, second], [mail, devices]).outcome is Outcome.PASSED


def test_a_policy_that_does_not_know_all_types_does_not_help():
    mail = POLICY | {"EndpointDlpLocation": []}
    devices = POLICY | {"Name": "Devices"}
    cards = {"ContentContainsSensitiveInformation": [SSN]}
    second = RULE | {"Name": "On devices", "ParentPolicyName": "Devices"} | cards

    assert applied([RULE, second], [mail, devices]).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "hole",
    [
        {"Mode": "Disable"},
        {"Mode": "TestWithNotifications"},
        {"Mode": "TestWithoutNotifications"},
        {"Enabled": False},
        {"Name": "Another policy"},
    ],
    ids=str,
)
def test_a_policy_that_is_not_enforced_protects_nothing(hole):
    assert applied(policies=[POLICY | hole]).outcome is Outcome.FAILED


def test_no_rule_and_no_policy_fail():
    assert applied([None], [None]).outcome is Outcome.FAILED
    assert applied(RULE | {"Disabled": True}).outcome is Outcome.FAILED


def test_fails_without_the_licence():
    assert applied(defender_dlp_license=False).outcome is Outcome.FAILED


@pytest.mark.parametrize("command", ["Get-DlpComplianceRule", "Get-DlpCompliancePolicy"])
def test_what_was_not_read_is_unknown(command):
    failed = {"securitysuite_unsuccessful_commands": [command]}

    assert applied(**failed).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(dlp_compliance_rules=[RULE])).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(dlp_compliance_policies=[])).outcome is Outcome.NOT_ASSESSED
