import pytest
from asking import ask_one
from fragment import fragment
from losses import POLICY, RULE, SSN

from pilotage.facts.finding import Outcome

CHECK = "defender.sensitive_data_blocked_for_everyone"


def blocked(rules=RULE, policies=POLICY, **areas):
    given = {"dlp_compliance_rules": rules, "dlp_compliance_policies": policies}
    return ask_one(CHECK, fragment(**(given | areas)))


def test_passes_when_the_rule_blocks_everyone():
    finding = blocked([RULE], [POLICY], defender_dlp_license=True, defender_license=True)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.DEFENDER.4.3v1", "MS.SECURITYSUITE.3.3v1")


@pytest.mark.parametrize(
    "hole",
    [
        {"BlockAccess": False},
        {"BlockAccess": None},
        {"BlockAccess": False, "EncryptRMSTemplate": "Encrypt"},
        {"BlockAccessScope": "PerUser"},
        {"BlockAccessScope": "PerAnonymousUser"},
        {"BlockAccessScope": None},
    ],
    ids=str,
)
def test_fails_when_it_blocks_less(hole):
    assert blocked(RULE | hole).outcome is Outcome.FAILED


def test_one_open_rule_of_the_policy_fails_and_one_of_another_does_not():
    open = RULE | {"Name": "Open", "BlockAccessScope": "PerUser"}
    elsewhere = open | {
        "ParentPolicyName": "Mail",
        "ContentContainsSensitiveInformation": [SSN],
    }
    policies = [POLICY, POLICY | {"Name": "Mail"}]

    assert blocked([RULE, open]).outcome is Outcome.FAILED
    assert blocked([RULE, elsewhere], policies).outcome is Outcome.PASSED


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
    assert blocked(policies=[POLICY | hole]).outcome is Outcome.FAILED


def test_no_rule_and_no_policy_fail():
    assert blocked([None], [None]).outcome is Outcome.FAILED
    assert blocked(RULE | {"Disabled": True}).outcome is Outcome.FAILED


def test_fails_without_the_licence():
    assert blocked(defender_dlp_license=False).outcome is Outcome.FAILED


@pytest.mark.parametrize("command", ["Get-DlpComplianceRule", "Get-DlpCompliancePolicy"])
def test_what_was_not_read_is_unknown(command):
    failed = {"securitysuite_unsuccessful_commands": [command]}

    assert blocked(**failed).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(dlp_compliance_rules=[RULE])).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(dlp_compliance_policies=[])).outcome is Outcome.NOT_ASSESSED
