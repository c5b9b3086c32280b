import pytest
from asking import ask_one
from fragment import fragment
from protection import presets, rule

from pilotage.facts.finding import Outcome

CHECK = "defender.own_domains_watched"
POLICIES, RULES, PRESETS = (
    "anti_phish_policies",
    "anti_phish_rules",
    "protection_policy_rules",
)
GOOD = {
    "Identity": "Office365 AntiPhish Default",
    "IsDefault": True,
    "Enabled": True,
    "EnableOrganizationDomainsProtection": True,
    "TargetedDomainProtectionAction": "Quarantine",
}
WEAK = GOOD | {"EnableOrganizationDomainsProtection": False}


def protected(*policies, rules=(), preset_rules=(), **areas):
    given = {POLICIES: list(policies), RULES: list(rules), PRESETS: list(preset_rules)}
    return ask_one(CHECK, fragment(**given, **areas))


@pytest.mark.parametrize(
    "way",
    [
        {},
        {"TargetedDomainProtectionAction": "MoveToJmf"},
        {"TargetedDomainProtectionAction": "Redirect"},
        {"TargetedDomainProtectionAction": "Delete"},
    ],
    ids=str,
)
def test_passes_when_the_default_policy_does_it(way):
    finding = protected(GOOD | way)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.SECURITYSUITE.2.2v1",)


@pytest.mark.parametrize(
    "hole",
    [
        {"Enabled": False},
        {"EnableOrganizationDomainsProtection": False},
        {"EnableOrganizationDomainsProtection": None},
        {"TargetedDomainProtectionAction": "NoAction"},
        {"TargetedDomainProtectionAction": "BccMessage"},
    ],
    ids=str,
)
def test_fails_when_it_has_a_hole(hole):
    assert protected(GOOD | hole).outcome is Outcome.FAILED


def test_a_preset_for_everyone_is_enough_and_one_for_some_is_not():
    some = presets(*[{"SentToMemberOf": ["board"]}] * 2)

    assert protected(WEAK, preset_rules=presets()).outcome is Outcome.PASSED
    assert protected(WEAK, preset_rules=some).outcome is Outcome.FAILED
    assert protected(GOOD, preset_rules=some).outcome is Outcome.PASSED


def test_a_weak_policy_harms_those_whom_it_reaches():
    ours = WEAK | {"Identity": "Ours", "IsDefault": False}
    for_ana = [rule("Ours", SentTo=["ana@harbour.example"])]

    assert protected(GOOD, ours).outcome is Outcome.PASSED
    assert protected(GOOD, ours, rules=for_ana).outcome is Outcome.FAILED


def test_fails_without_the_licence():
    assert protected(GOOD, defender_license=False).outcome is Outcome.FAILED
    assert protected(GOOD, defender_license=True).outcome is Outcome.PASSED


@pytest.mark.parametrize("area", [POLICIES, RULES, PRESETS])
def test_what_was_not_read_is_unknown(area):
    given = {POLICIES: [GOOD], RULES: [], PRESETS: []}
    rest = {name: value for name, value in given.items() if name != area}
    failed = {"securitysuite_unsuccessful_commands": ["Get-AntiPhishPolicy"]}

    assert ask_one(CHECK, fragment(**rest)).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(**given, **failed)).outcome is Outcome.NOT_ASSESSED
