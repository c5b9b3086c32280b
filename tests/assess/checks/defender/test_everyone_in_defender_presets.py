import pytest
from asking import ask_one
from fragment import fragment
from protection import STANDARD, STRICT, accepted, presets, rule

from pilotage.facts.finding import Outcome

CHECK = "defender.everyone_in_defender_presets"


def covered(rules, **areas):
    return ask_one(CHECK, fragment(atp_policy_rules=rules, **areas))


@pytest.mark.parametrize("name", [STANDARD, STRICT])
def test_one_preset_for_everyone_is_enough(name):
    finding = covered(rule(name))

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.DEFENDER.1.3v1",)


@pytest.mark.parametrize(
    "hole",
    [
        {"State": "Disabled"},
        {"SentTo": ["ana@harbour.example"]},
        {"SentToMemberOf": "all-staff"},
        {"RecipientDomainIs": ["harbour.example"]},
        {"ExceptIfSentTo": ["ana@harbour.example"]},
        {"ExceptIfSentToMemberOf": ["drivers"]},
        {"ExceptIfRecipientDomainIs": "quay.example"},
    ],
    ids=str,
)
def test_fails_when_both_presets_have_a_hole(hole):
    assert covered(presets(hole, hole)).outcome is Outcome.FAILED


def test_all_accepted_domains_are_everyone_and_some_are_not():
    named = [rule(STANDARD, RecipientDomainIs=["Harbour.example", "quay.example"])]
    both = accepted("harbour.example", "mail.quay.example")
    more = [*both, *accepted("other.example")]

    assert covered(named, accepted_domains=both).outcome is Outcome.PASSED
    assert covered(named, accepted_domains=more).outcome is Outcome.FAILED


def test_whom_one_preset_leaves_out_the_other_may_take():
    strict = {"SentToMemberOf": ["Board"]}
    standard = {"ExceptIfSentToMemberOf": ["board"]}

    assert covered(presets(strict, standard)).outcome is Outcome.PASSED
    wider = {"ExceptIfSentToMemberOf": ["board", "drivers"]}
    assert covered(presets(strict, wider)).outcome is Outcome.FAILED


def test_no_rule_or_another_one_fails():
    assert covered([None]).outcome is Outcome.FAILED
    assert covered([rule("Our own rule")]).outcome is Outcome.FAILED


def test_fails_without_the_licence():
    assert covered(presets(), defender_license=True).outcome is Outcome.PASSED
    assert covered(presets(), defender_license=False).outcome is Outcome.FAILED
    assert covered([], defender_license=False).outcome is Outcome.FAILED


def test_what_was_not_read_is_unknown():
    failed = {"defender_unsuccessful_commands": ["Get-ATPProtectionPolicyRule"]}

    assert covered(presets(), **failed).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(org_config={})).outcome is Outcome.NOT_ASSESSED
