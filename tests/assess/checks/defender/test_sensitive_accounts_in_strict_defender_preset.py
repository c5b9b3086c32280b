import pytest
from asking import ask_one
from fragment import fragment
from protection import STANDARD, STRICT, rule

from pilotage.facts.finding import Outcome

CHECK, POLICY = "defender.sensitive_accounts_in_strict_defender_preset", "MS.DEFENDER.1.5v1"
ACCOUNTS = {
    "IncludedUsers": ["Ana@harbour.example"],
    "IncludedGroups": ["Board"],
    "IncludedDomains": ["board.harbour.example"],
    "ExcludedUsers": ["ben@harbour.example"],
    "ExcludedGroups": [None],
    "ExcludedDomains": "",
}
MATCH = {
    "SentTo": ["ana@harbour.example", "chen@harbour.example"],
    "SentToMemberOf": ["Board"],
    "RecipientDomainIs": ["board.harbour.example"],
    "ExceptIfSentTo": ["ben@harbour.example"],
}


def registered(**accounts):
    return {"Defender": {POLICY: {"SensitiveAccounts": accounts}}}


def strict(accounts=ACCOUNTS, name=STRICT, **changes):
    rules = [rule(name, **changes), rule(STANDARD)]
    config = registered(**accounts)
    return ask_one(CHECK, fragment(atp_policy_rules=rules, scuba_config=config))


def test_passes_when_the_strict_preset_names_all_that_is_registered():
    finding = strict(**MATCH)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == (POLICY,)


@pytest.mark.parametrize(
    "hole",
    [
        {"SentTo": ["chen@harbour.example"]},
        {"SentToMemberOf": None},
        {"RecipientDomainIs": ["harbour.example"]},
        {"ExceptIfSentTo": ["ben@harbour.example", "ana@harbour.example"]},
        {"ExceptIfSentToMemberOf": ["Board"]},
        {"ExceptIfRecipientDomainIs": ["board.harbour.example"]},
        {"State": "Disabled"},
        {"name": STANDARD},
    ],
    ids=str,
)
def test_fails_when_it_has_a_hole(hole):
    assert strict(**(MATCH | hole)).outcome is Outcome.FAILED


def test_a_strict_preset_for_everyone_has_them_all():
    alone = fragment(atp_policy_rules=rule(STRICT))

    assert strict().outcome is Outcome.PASSED
    assert ask_one(CHECK, alone).outcome is Outcome.PASSED
    assert strict(ExceptIfSentTo=["ana@harbour.example"]).outcome is Outcome.FAILED


def test_without_registered_accounts_a_strict_preset_for_some_fails():
    some = fragment(atp_policy_rules=[rule(STRICT, **MATCH)])

    assert ask_one(CHECK, some).outcome is Outcome.FAILED
    assert strict({"IncludedUsers": [None]}, **MATCH).outcome is Outcome.FAILED


def test_no_strict_preset_fails():
    assert ask_one(CHECK, fragment(atp_policy_rules=[None])).outcome is Outcome.FAILED


def test_fails_without_the_licence():
    blind = fragment(atp_policy_rules=[rule(STRICT)], defender_license=False)

    assert ask_one(CHECK, blind).outcome is Outcome.FAILED


def test_what_was_not_read_is_unknown():
    failed = {"defender_unsuccessful_commands": ["Get-ATPProtectionPolicyRule"]}
    blind = fragment(atp_policy_rules=[rule(STRICT)], **failed)

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(org_config={})).outcome is Outcome.NOT_ASSESSED
