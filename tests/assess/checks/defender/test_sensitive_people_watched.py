import pytest
from asking import ask_one
from fragment import fragment
from protection import STANDARD, accepted, presets, rule

from pilotage.facts.finding import Outcome

CHECK, POLICY = "defender.sensitive_people_watched", "MS.SECURITYSUITE.2.1v1"
ONE, TWO = "Ana;ana@harbour.example", "Ben;ben@harbour.example"
DEFAULT = {
    "Identity": "Office365 AntiPhish Default",
    "IsDefault": True,
    "Enabled": True,
    "EnableTargetedUserProtection": True,
    "TargetedUsersToProtect": ["Ana H; ANA@harbour.example", TWO],
    "TargetedUserProtectionAction": "Quarantine",
}
WEAK = DEFAULT | {"TargetedUsersToProtect": [ONE]}


def registered(*names):
    return {"SecuritySuite": {POLICY: {"SensitiveUsers": list(names)}}}


def watched(*policies, names=(ONE, TWO), **areas):
    given = {
        "anti_phish_policies": list(policies),
        "anti_phish_rules": [],
        "protection_policy_rules": [],
        "scuba_config": registered(*names),
    }
    return ask_one(CHECK, fragment(**(given | areas)))


@pytest.mark.parametrize("action", ["Quarantine", "MoveToJmf", "Redirect", "Delete"])
def test_the_default_policy_may_watch_for_everyone(action):
    finding = watched(DEFAULT | {"TargetedUserProtectionAction": action}, defender_license=True)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == (POLICY,)


@pytest.mark.parametrize(
    "hole",
    [
        {"Enabled": False},
        {"EnableTargetedUserProtection": False},
        {"EnableTargetedUserProtection": None},
        {"TargetedUsersToProtect": [ONE]},
        {"TargetedUsersToProtect": None},
        {"TargetedUserProtectionAction": "NoAction"},
        {"TargetedUserProtectionAction": "BccMessage"},
    ],
    ids=str,
)
def test_fails_when_it_has_a_hole(hole):
    assert watched(DEFAULT | hole).outcome is Outcome.FAILED


def test_a_preset_counts_by_its_own_list_and_not_by_its_name():
    strong, weak = (each | {"Identity": STANDARD, "IsDefault": False} for each in (DEFAULT, WEAK))
    rules = {"protection_policy_rules": [rule(STANDARD)]}

    assert watched(strong, WEAK, **rules).outcome is Outcome.PASSED
    assert watched(weak, DEFAULT, **rules).outcome is Outcome.FAILED
    assert watched(DEFAULT, protection_policy_rules=presets()).outcome is Outcome.FAILED


def test_a_policy_for_all_accepted_domains_counts():
    ours = DEFAULT | {"Identity": "Ours", "IsDefault": False}
    areas = {
        "anti_phish_rules": [rule("Ours", RecipientDomainIs=["harbour.example"])],
        "accepted_domains": accepted("harbour.example"),
    }

    assert watched(ours, WEAK, **areas).outcome is Outcome.PASSED
    more = areas | {"accepted_domains": accepted("harbour.example", "quay.example")}
    assert watched(ours, WEAK, **more).outcome is Outcome.FAILED


def test_what_is_not_registered_is_not_watched():
    assert watched(DEFAULT, names=()).outcome is Outcome.FAILED
    assert watched(DEFAULT, scuba_config={}).outcome is Outcome.FAILED


def test_fails_without_the_licence():
    assert watched(DEFAULT, defender_license=False).outcome is Outcome.FAILED


def test_what_was_not_read_is_unknown():
    failed = {"securitysuite_unsuccessful_commands": ["Get-AntiPhishRule"]}

    alone = fragment(anti_phish_policies=[DEFAULT], scuba_config=registered(ONE))

    assert watched(DEFAULT, **failed).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, alone).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(scuba_config=registered(ONE))).outcome is Outcome.NOT_ASSESSED
