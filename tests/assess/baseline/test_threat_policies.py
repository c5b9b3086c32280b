import pytest
from fragment import fragment
from protection import STANDARD, STRICT, accepted, presets, rule

from pilotage.assess.baseline import Export
from pilotage.assess.baseline.threat_policies import (
    ATTACHMENTS,
    LINKS,
    MALWARE,
    conclude_protection,
    in_force,
    unlicensed,
)
from pilotage.facts.finding import Outcome

GOOD, WEAK = {"ZapEnabled": True}, {"ZapEnabled": False}
DEFAULT = {"Identity": "Default", "IsDefault": True}
OURS = {"Identity": "Ours", "IsDefault": False}


def export(*policies, rules=(), preset_rules=(), **areas):
    given = {
        "anti_malware_policies": list(policies),
        "anti_malware_rules": list(rules),
        "protection_policy_rules": list(preset_rules),
    }
    kept = {name: value for name, value in (given | areas).items() if value is not ...}
    return Export(fragment(**kept))


def purges(policy):
    return policy.preset or policy.settings.get("zapenabled") is True


def concluded(*policies, **areas):
    return conclude_protection(
        export(*policies, **areas), MALWARE, purges, ("zapenabled",), "purges"
    )


def test_policies_are_in_force_in_the_order_of_microsoft():
    seen = export(
        DEFAULT,
        OURS,
        {"Identity": "Theirs"},
        {"Identity": "Asleep"},
        {"Identity": "Unused"},
        rules=[
            rule("Ours", Priority=1, SentTo=["ana@harbour.example"]),
            rule("Theirs", Priority="0", SentTo=["ben@harbour.example"]),
            rule("Asleep", State="Disabled"),
            rule("Points nowhere"),
        ],
        preset_rules=[rule(STANDARD), rule(STRICT)],
    )
    policies, gap = in_force(seen, MALWARE)

    assert [each.name for each in policies] == [STRICT, STANDARD, "Theirs", "Ours", "Default"]
    assert gap == ""


def test_the_settings_of_a_preset_are_found_without_a_link():
    unlinked = rule(STRICT, MalwareFilterPolicy=None)
    seen = export({"Identity": f"{STRICT}168", **GOOD}, preset_rules=[unlinked])
    [strict], _ = in_force(seen, MALWARE)

    assert strict.settings["zapenabled"] is True


def test_a_weak_policy_behind_one_for_everyone_does_no_harm():
    assert concluded(DEFAULT | WEAK, preset_rules=presets()).outcome is Outcome.PASSED
    off = presets({"State": "Disabled"}, {"State": "Disabled"})
    assert concluded(DEFAULT | WEAK, preset_rules=off).outcome is Outcome.FAILED


@pytest.mark.parametrize("who", [{"SentTo": ["ana@harbour.example"]}, {"SentToMemberOf": "board"}])
def test_a_weak_policy_before_a_good_one_leaves_people_without(who):
    found = concluded(DEFAULT | GOOD, OURS | WEAK, rules=[rule("Ours", **who)])

    assert found.outcome is Outcome.FAILED
    assert "Ours" in found.says


def test_a_weak_policy_for_domains_that_others_cover_reaches_nobody():
    first = rule("Ours", RecipientDomainIs=["harbour.example"])
    second = rule("Theirs", Priority=1, RecipientDomainIs=["harbour.example"])
    theirs = {"Identity": "Theirs"} | WEAK
    areas = {"rules": [first, second], "accepted_domains": accepted("harbour.example", "b.example")}

    assert concluded(DEFAULT | GOOD, OURS | GOOD, theirs, **areas).outcome is Outcome.PASSED
    assert concluded(DEFAULT | WEAK, OURS | GOOD, theirs, **areas).outcome is Outcome.FAILED


def test_all_accepted_domains_are_everyone():
    areas = {"rules": [rule("Ours", RecipientDomainIs="harbour.example")]}
    whole = areas | {"accepted_domains": accepted("harbour.example", "mail.harbour.example")}

    assert concluded(DEFAULT | WEAK, OURS | GOOD, **whole).outcome is Outcome.PASSED
    assert concluded(DEFAULT | WEAK, OURS | GOOD, **areas).outcome is Outcome.FAILED


def test_nobody_in_charge_fails():
    assert concluded().outcome is Outcome.FAILED
    assert concluded(OURS | GOOD).outcome is Outcome.FAILED


def test_what_was_not_exported_matters_only_where_it_could_decide():
    assert concluded(anti_malware_rules=..., preset_rules=presets()).outcome is Outcome.PASSED
    assert concluded(DEFAULT | GOOD, anti_malware_rules=...).outcome is Outcome.NOT_ASSESSED
    found = concluded(DEFAULT | GOOD, protection_policy_rules=...)
    assert found.outcome is Outcome.NOT_ASSESSED
    assert "protection_policy_rules was not exported" in found.says


def test_the_built_in_protection_comes_last_and_may_leave_people_out():
    policy = {"Identity": "Built-In Protection Policy", "Action": "Block"}
    areas = {
        "safe_attachment_policies": policy,
        "safe_attachment_rules": [],
        "atp_policy_rules": [],
    }
    spared = rule("ATP Built-In Protection Rule", ExceptIfSentTo=["ana@harbour.example"])

    def reaches_everyone(**more):
        [last], _ = in_force(Export(fragment(**areas, **more)), ATTACHMENTS)
        return last.reach.everyone

    assert reaches_everyone()
    assert reaches_everyone(built_in_protection_rules=[rule("ATP Built-In Protection Rule")])
    assert not reaches_everyone(built_in_protection_rules=[spared])
    off = Export(fragment(**areas, built_in_protection_rules=[]))
    assert in_force(off, ATTACHMENTS) == ([], "")


def test_presets_of_links_are_told_by_exchange_where_defender_was_not_exported():
    areas = {"safe_links_policies": [], "safe_links_rules": []}
    exchange, defender = {"protection_policy_rules": presets()}, {"atp_policy_rules": []}

    assert len(in_force(Export(fragment(**areas, **exchange)), LINKS)[0]) == 2
    assert in_force(Export(fragment(**areas, **exchange, **defender)), LINKS) == ([], "")


def test_only_a_flag_that_says_so_is_a_missing_licence():
    def missing(**areas):
        found = unlicensed(Export(fragment(org_config={}, **areas)))
        return len([each for each in found if each.outcome is Outcome.FAILED])

    assert missing(defender_license=False) == 1
    assert missing(defender_license=True) == missing() == missing(defender_license=None) == 0
