import pytest
from asking import ask_one
from fragment import fragment
from protection import presets, rule

from pilotage.facts.finding import Outcome

CHECK = "defender.links_checked"
POLICIES, RULES, PRESETS = (
    "safe_links_policies",
    "safe_links_rules",
    "protection_policy_rules",
)
GOOD = {
    "Identity": "Built-In Protection Policy",
    "IsBuiltInProtection": True,
    "EnableSafeLinksForEmail": True,
    "EnableSafeLinksForTeams": True,
    "EnableSafeLinksForOffice": True,
    "EnableForInternalSenders": True,
    "ScanUrls": True,
    "DeliverMessageAfterScan": True,
    "TrackClicks": True,
}
WEAK = GOOD | {"EnableSafeLinksForTeams": False}


def protected(*policies, rules=(), preset_rules=(), **areas):
    given = {POLICIES: list(policies), RULES: list(rules), PRESETS: list(preset_rules)}
    return ask_one(CHECK, fragment(**given, **areas))


@pytest.mark.parametrize(
    "way",
    [{}, {"TrackClicks": False, "ScanUrls": False}],
    ids=str,
)
def test_passes_when_the_built_in_protection_does_it(way):
    finding = protected(GOOD | way)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.SECURITYSUITE.7.1v1",)


@pytest.mark.parametrize(
    "hole",
    [
        {"EnableSafeLinksForEmail": False},
        {"EnableSafeLinksForTeams": False},
        {"EnableSafeLinksForOffice": False},
        {"EnableSafeLinksForOffice": None},
        {"EnableForInternalSenders": False},
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
    ours = WEAK | {"Identity": "Ours", "IsBuiltInProtection": False}
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
    failed = {"securitysuite_unsuccessful_commands": ["Get-SafeLinksPolicy"]}

    assert ask_one(CHECK, fragment(**rest)).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(**given, **failed)).outcome is Outcome.NOT_ASSESSED
