import pytest
from asking import ask_one
from fragment import fragment
from losses import POLICY, RULE, SSN, TYPES

from pilotage.facts.finding import Outcome

CHECK = "defender.sensitive_data_protected"


def protected(rules=RULE, policies=POLICY, **areas):
    given = {"dlp_compliance_rules": rules, "dlp_compliance_policies": policies}
    return ask_one(CHECK, fragment(**(given | areas)))


def test_passes_when_a_rule_knows_all_three_types():
    finding = protected([RULE], [POLICY], defender_dlp_license=True, defender_license=True)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.DEFENDER.4.1v2", "MS.SECURITYSUITE.3.1v1")


@pytest.mark.parametrize("left", range(3))
def test_names_the_type_that_no_rule_knows(left):
    known = [each for place, each in enumerate(TYPES) if place != left]
    finding = protected(RULE | {"ContentContainsSensitiveInformation": known})

    assert finding.outcome is Outcome.FAILED
    assert TYPES[left]["name"] in finding.says


def test_several_rules_may_know_one_type_each():
    alone = [
        RULE | {"Name": each["name"], "ContentContainsSensitiveInformation": each} for each in TYPES
    ]

    assert protected(alone).outcome is Outcome.PASSED
    assert protected(alone[:2]).outcome is Outcome.FAILED


def test_a_rule_that_neither_blocks_nor_encrypts_does_not_protect():
    audits = RULE | {"BlockAccess": False}

    assert protected(audits).outcome is Outcome.FAILED
    assert protected(audits | {"EncryptRMSTemplate": "Encrypt"}).outcome is Outcome.PASSED


def test_similar_types_do_not_count():
    passport = [SSN, {"name": "U.S. / U.K. Passport Number"}, {"name": "ABA Routing Number"}]

    found = protected(RULE | {"ContentContainsSensitiveInformation": passport})

    assert found.outcome is Outcome.FAILED


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
    assert protected(policies=[POLICY | hole]).outcome is Outcome.FAILED


def test_no_rule_and_no_policy_fail():
    assert protected([None], [None]).outcome is Outcome.FAILED
    assert protected(RULE | {"Disabled": True}).outcome is Outcome.FAILED


def test_fails_without_the_licence():
    assert protected(defender_dlp_license=False).outcome is Outcome.FAILED


@pytest.mark.parametrize("command", ["Get-DlpComplianceRule", "Get-DlpCompliancePolicy"])
def test_what_was_not_read_is_unknown(command):
    failed = {"securitysuite_unsuccessful_commands": [command]}

    assert protected(**failed).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(dlp_compliance_rules=[RULE])).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(dlp_compliance_policies=[])).outcome is Outcome.NOT_ASSESSED
