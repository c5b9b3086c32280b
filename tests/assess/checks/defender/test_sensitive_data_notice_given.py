import pytest
from asking import ask_one
from fragment import fragment
from losses import POLICY, RULE

from pilotage.facts.finding import Outcome

CHECK = "defender.sensitive_data_notice_given"


def told(rules=RULE, policies=POLICY, **areas):
    given = {"dlp_compliance_rules": rules, "dlp_compliance_policies": policies}
    return ask_one(CHECK, fragment(**(given | areas)))


def test_passes_when_the_rule_tells_somebody():
    finding = told([RULE], [POLICY], defender_dlp_license=True, defender_license=True)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.DEFENDER.4.4v1", "MS.SECURITYSUITE.3.4v1")


@pytest.mark.parametrize("nobody", [[], None, [""]], ids=str)
def test_fails_when_nobody_is_told(nobody):
    assert told(RULE | {"NotifyUser": nobody}).outcome is Outcome.FAILED


def test_a_lone_name_counts_and_one_silent_rule_of_the_policy_fails():
    silent = RULE | {"Name": "Silent", "NotifyUser": []}

    assert told(RULE | {"NotifyUser": "Owner"}).outcome is Outcome.PASSED
    assert told([RULE, silent]).outcome is Outcome.FAILED


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
    assert told(policies=[POLICY | hole]).outcome is Outcome.FAILED


def test_no_rule_and_no_policy_fail():
    assert told([None], [None]).outcome is Outcome.FAILED
    assert told(RULE | {"Disabled": True}).outcome is Outcome.FAILED


def test_fails_without_the_licence():
    assert told(defender_dlp_license=False).outcome is Outcome.FAILED


@pytest.mark.parametrize("command", ["Get-DlpComplianceRule", "Get-DlpCompliancePolicy"])
def test_what_was_not_read_is_unknown(command):
    failed = {"securitysuite_unsuccessful_commands": [command]}

    assert told(**failed).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(dlp_compliance_rules=[RULE])).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(dlp_compliance_policies=[])).outcome is Outcome.NOT_ASSESSED
