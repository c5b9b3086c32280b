import pytest
from asking import ask_one
from fragment import fragment
from protection import STANDARD, STRICT, presets, rule

from pilotage.facts.finding import Outcome

CHECK = "defender.presets_enabled"


def enabled(exchange, defender, **areas):
    return ask_one(
        CHECK, fragment(protection_policy_rules=exchange, atp_policy_rules=defender, **areas)
    )


def test_passes_when_both_presets_are_on_in_both_places():
    finding = enabled(presets(), presets(), defender_license=True)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.DEFENDER.1.1v1",)


@pytest.mark.parametrize("area", ["exchange", "defender"])
@pytest.mark.parametrize(
    "hole",
    [
        presets(strict={"State": "Disabled"}),
        presets(standard={"State": "Disabled"}),
    ],
    ids=["strict", "standard"],
)
def test_fails_when_one_of_them_is_off(area, hole):
    places = {"exchange": presets(), "defender": presets()} | {area: hole}

    assert enabled(**places).outcome is Outcome.FAILED


def test_one_of_the_two_areas_is_enough_and_no_preset_at_all_fails():
    assert ask_one(CHECK, fragment(protection_policy_rules=presets())).outcome is Outcome.PASSED
    assert ask_one(CHECK, fragment(atp_policy_rules=presets())).outcome is Outcome.PASSED
    assert enabled(presets(), [rule(STRICT)]).outcome is Outcome.PASSED
    assert enabled([None], None).outcome is Outcome.FAILED
    assert enabled(rule(STRICT), rule(STRICT)).outcome is Outcome.FAILED
    assert enabled([], rule(STANDARD)).outcome is Outcome.FAILED


def test_without_the_licence_the_presets_of_exchange_count():
    off = presets(strict={"State": "Disabled"})

    assert enabled(presets(), [], defender_license=False).outcome is Outcome.PASSED
    assert enabled(off, [], defender_license=False).outcome is Outcome.FAILED


@pytest.mark.parametrize("command", ["Get-EOPProtectionPolicyRule", "Get-ATPProtectionPolicyRule"])
def test_what_was_not_read_is_unknown(command):
    failed = enabled(presets(), presets(), securitysuite_unsuccessful_commands=[command])

    assert failed.outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(org_config={})).outcome is Outcome.NOT_ASSESSED
