import pytest
from asking import ask_one
from harbour import tenant, unread, without

from pilotage.assess.roles import GLOBAL_ADMINISTRATOR
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import GROUP_OWNERS, GROUPS, MEMBERSHIPS, ROLE_ASSIGNMENTS

CHECK = "access.role_groups_protected"
ADMINS = {"group": "admins", "name": "Admins", "role_assignable": True, "dynamic": False}
INNER = {"group": "inner", "name": "Inner", "role_assignable": False, "dynamic": False}


def with_group(owners=(), members=(("chen", "user"),), groups=(), role=None, **changes):
    held = {"principal_kind": "group", "role": GLOBAL_ADMINISTRATOR, "assignment": "standing"}
    return tenant(
        groups=[{**ADMINS, **changes}, *groups],
        group_owners=[{"group": "admins", "owner": owner} for owner in owners],
        memberships=[
            {"group": "admins", "member": member, "member_kind": kind} for member, kind in members
        ],
        role_assignments=[{"principal": "admins", **held, **(role or {})}],
    )


def test_passes_when_a_protected_group_has_no_other_owner():
    finding = ask_one(CHECK, with_group())

    assert finding.outcome is Outcome.PASSED
    assert finding.evidence.select("name", "people").row(0) == ("Admins", 1)


def test_passes_when_no_role_comes_through_a_group():
    person = {"principal": "chen", "principal_kind": "user"}

    assert ask_one(CHECK, with_group(role=person)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "change", [{"role_assignable": False}, {"dynamic": True}, {"synced": True}], ids=str
)
def test_names_the_group_that_others_can_fill(change):
    finding = ask_one(CHECK, with_group(**change))

    assert finding.outcome is Outcome.FAILED
    assert "Admins" in finding.says


def test_an_owner_needs_such_a_role():
    assert ask_one(CHECK, with_group(["chen"])).outcome is Outcome.PASSED
    finding = ask_one(CHECK, with_group(["ben", "chen"]))

    assert finding.outcome is Outcome.FAILED
    evidence = finding.evidence.select("owners", "outsiders").row(0)
    assert evidence == ("ben@harbour.example, chen@harbour.example", "ben@harbour.example")


def test_a_group_inside_must_be_protected_too():
    members = [("inner", "group")]

    finding = ask_one(CHECK, with_group(members=members, groups=[INNER]))
    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["groups"].to_list() == ["Inner"]
    protected = INNER | {"role_assignable": True}
    assert ask_one(CHECK, with_group(members=members, groups=[protected])).outcome is (
        Outcome.PASSED
    )
    assert ask_one(CHECK, with_group(members=members)).outcome is Outcome.FAILED


def test_a_small_role_does_not_count_unless_microsoft_calls_it_privileged():
    small = {"role": "reader", "privileged": False}

    assert ask_one(CHECK, with_group(role=small, dynamic=True)).outcome is Outcome.PASSED
    called = small | {"privileged": True}
    assert ask_one(CHECK, with_group(role=called, dynamic=True)).outcome is Outcome.FAILED


def test_a_group_is_known_by_its_id_when_the_kind_was_not_told():
    unsaid = {"principal_kind": None}

    assert ask_one(CHECK, with_group(role=unsaid, dynamic=True)).outcome is Outcome.FAILED


def test_a_group_that_is_not_in_the_inventory_is_unknown():
    stranger = {"principal": "gone"}

    assert ask_one(CHECK, with_group(role=stranger)).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize(
    "table", [GROUP_OWNERS, GROUPS, MEMBERSHIPS, ROLE_ASSIGNMENTS], ids=lambda table: table.name
)
def test_is_not_assessed_without(table):
    assert ask_one(CHECK, without(with_group(), table, "hidden")).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_protection_was_not_read():
    blind = unread(with_group(), GROUPS, "role_assignable")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
