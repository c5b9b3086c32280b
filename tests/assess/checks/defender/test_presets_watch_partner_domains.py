import pytest
from asking import ask_one
from fragment import fragment
from protection import STANDARD, STRICT

from pilotage.facts.finding import Outcome

CHECK, POLICY = "defender.presets_watch_partner_domains", "MS.DEFENDER.2.3v1"
ONE, TWO = "harbour.example", "quay.example"


def registered(*names):
    return {"Defender": {POLICY: {"PartnerDomains": list(names)}}}


def policy(name, *named, **changes):
    return {
        "Identity": f"{name}1681329955447",
        "Enabled": True,
        "EnableTargetedDomainsProtection": True,
        "TargetedDomainsToProtect": list(named),
        "TargetedDomainProtectionAction": "Quarantine",
        **changes,
    }


def watched(*policies, names=(ONE, TWO), **areas):
    config = registered(*names)
    snapshot = fragment(anti_phish_policies=list(policies), scuba_config=config, **areas)
    return ask_one(CHECK, snapshot)


BOTH = (
    policy(STRICT, "Harbour.example", TWO),
    policy(STANDARD, ONE, TWO, "other.example"),
)


def test_passes_when_both_presets_watch_for_all_that_is_registered():
    finding = watched(*BOTH, defender_license=True)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == (POLICY,)


@pytest.mark.parametrize("preset", [STRICT, STANDARD])
@pytest.mark.parametrize(
    "hole",
    [
        {"EnableTargetedDomainsProtection": False},
        {"EnableTargetedDomainsProtection": None},
        {"TargetedDomainsToProtect": [ONE]},
        {"TargetedDomainsToProtect": None},
        {"TargetedDomainProtectionAction": "NoAction"},
        {"Enabled": False},
    ],
    ids=str,
)
def test_fails_when_one_preset_has_a_hole(preset, hole):
    other = STANDARD if preset == STRICT else STRICT

    finding = watched(policy(preset, ONE, TWO, **hole), policy(other, ONE, TWO))

    assert finding.outcome is Outcome.FAILED
    assert preset.lower() in finding.says


def test_fails_when_a_preset_is_absent():
    assert watched(BOTH[0]).outcome is Outcome.FAILED
    assert watched(policy("Office365 AntiPhish Default", ONE, TWO)).outcome is Outcome.FAILED
    assert watched().outcome is Outcome.FAILED


def test_domains_that_are_not_registered_are_not_watched():
    assert watched(*BOTH, names=()).outcome is Outcome.FAILED
    assert ask_one(CHECK, fragment(anti_phish_policies=list(BOTH))).outcome is Outcome.FAILED


def test_fails_without_the_licence():
    assert watched(*BOTH, defender_license=False).outcome is Outcome.FAILED


def test_what_was_not_read_is_unknown():
    failed = {"defender_unsuccessful_commands": ["Get-AntiPhishPolicy"]}

    assert watched(*BOTH, **failed).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(org_config={})).outcome is Outcome.NOT_ASSESSED
