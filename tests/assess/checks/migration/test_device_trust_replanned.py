import pytest
from harbour import NOW, PEOPLE, policy, unread, without
from ready import READY, SOURCE, answer, ready

from pilotage.facts.finding import Basis, Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import (
    CONDITIONAL_ACCESS_POLICIES,
    DEVICES,
    IDENTITY_MAP,
    MEMBERSHIPS,
    USERS,
)

CHECK = "migration.device_trust_replanned"
MANAGED = policy("Managed", grant_controls=["compliantDevice", "domainJoinedDevice"])
QUAY = {"location": "quay", "name": "Quay 1", "kind": "ip", "trusted": True}


def device(owner, **changes):
    return {
        "device": f"pc-{owner}",
        "owner": owner,
        "enabled": True,
        "compliant": False,
        "trust": "joined",
        **changes,
    }


ALL_BUT_DARA = [device(name, compliant=True) for name in PEOPLE[:3]]
HERE = [device(name, compliant=True, trust="hybrid_joined") for name in PEOPLE]


def asked(*policies, devices=ALL_BUT_DARA, source=(), **target):
    there = {"conditional_access_policies": policies, "devices": devices, **target}
    return answer(CHECK, ready(source={"devices": HERE, **dict(source)}, target=there))


def test_names_who_has_a_device_in_the_source_only_and_the_policy():
    finding = asked(MANAGED)

    assert (finding.outcome, finding.basis) == (Outcome.FAILED, Basis.COMPUTED)
    assert finding.says == (
        "1 of 4 people who move have no device that the target trusts: dara@harbour.example. "
        "Policies: Managed."
    )
    assert finding.evidence.select("user", "trusts").rows() == [("dara", ["hybrid_joined"])]


def test_an_account_that_is_still_to_be_made_is_met_by_a_policy_for_everyone():
    planned = [
        *SOURCE["identity_map"][:3],
        {"source_user": "dara", "target_user": "D@quay.example"},
    ]

    finding = asked(MANAGED, source={"identity_map": planned})

    assert finding.evidence["becomes"].to_list() == ["d@quay.example"]


def test_who_owns_no_device_at_all_is_named_too():
    finding = asked(MANAGED, source={"devices": []})

    assert finding.evidence.select("user", "trusts").rows() == [("dara", None)]


@pytest.mark.parametrize(
    ("policies", "devices"),
    [
        ([], []),
        ([policy("MFA")], []),
        ([MANAGED | {"state": "enabledForReportingButNotEnforced"}], []),
        ([MANAGED], [*ALL_BUT_DARA, device("dara", compliant=True)]),
        ([MANAGED], [*ALL_BUT_DARA, device("dara", trust="hybrid_joined")]),
        ([MANAGED | {"exclude_users": ["dara"]}], ALL_BUT_DARA),
        ([MANAGED | {"grant_controls": ["compliantDevice", "mfa"]}], []),
        ([MANAGED | {"include_locations": ["All"], "exclude_locations": ["AllTrusted"]}], []),
        ([MANAGED | {"include_platforms": ["iOS"]}], []),
        ([policy("Closed", grant_controls=["block"])], []),
    ],
    ids=[
        "no policy",
        "MFA only",
        "reports only",
        "a compliant one",
        "a hybrid one",
        "left out",
        "MFA will do",
        "from the office",
        "phones only",
        "shut out anyway",
    ],
)
def test_who_needs_no_device_or_has_one_passes(policies, devices):
    assert asked(*policies, devices=devices, named_locations=[QUAY]).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "bad", [{"enabled": False}, {"trust": "registered"}, {"trust": "domain_joined"}], ids=str
)
def test_a_device_that_proves_nothing_does_not_help(bad):
    assert asked(MANAGED, devices=[*ALL_BUT_DARA, device("dara", **bad)]).outcome is Outcome.FAILED


def test_office_alone_is_enough_to_be_shut_out_of():
    office = MANAGED | {"include_applications": ["Office365"]}

    assert asked(office).evidence["out_of"].to_list() == ["Office 365"]


def test_somebody_on_no_identity_map_is_no_pass_and_hides_nobody():
    three = {"identity_map": SOURCE["identity_map"][:3]}
    without_cleo = [each for each in ALL_BUT_DARA if each["owner"] != PEOPLE[2]]

    assert asked(MANAGED, source=three).outcome is Outcome.NOT_ASSESSED
    assert "dara@harbour.example" in asked(MANAGED, source=three).says
    assert asked(MANAGED, source=three, devices=without_cleo).outcome is Outcome.FAILED


@pytest.mark.parametrize("doubt", [{"unknown": ["conditions.moon"]}, {"state": "odd"}], ids=str)
def test_a_policy_that_asks_for_a_device_and_is_not_understood_is_no_pass(doubt):
    finding = asked(MANAGED | doubt)

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "Managed" in finding.says
    assert asked(policy("MFA") | doubt).outcome is Outcome.PASSED


def test_without_an_identity_map_nothing_is_concluded():
    assert asked(MANAGED, source={"identity_map": []}).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize(
    ("side", "hide"),
    [
        ("source", lambda side: without(side, USERS, "hidden")),
        ("source", lambda side: without(side, IDENTITY_MAP, "hidden")),
        ("source", lambda side: unread(side, DEVICES, "trust")),
        ("target", lambda side: without(side, USERS, "hidden")),
        ("target", lambda side: without(side, MEMBERSHIPS, "hidden")),
        ("target", lambda side: without(side, CONDITIONAL_ACCESS_POLICIES, "hidden")),
        ("target", lambda side: unread(side, DEVICES, "compliant")),
    ],
    ids=["people", "map", "joins", "accounts", "members", "policies", "compliance"],
)
def test_is_not_assessed_when_something_was_not_read(side, hide):
    whole = ready()
    sides = {"source": whole.source, "target": whole.target}
    sides[side] = hide(sides[side])

    assert answer(CHECK, Situation(NOW, **sides, engagement=READY)).outcome is Outcome.NOT_ASSESSED
