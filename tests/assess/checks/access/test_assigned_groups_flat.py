import pytest
from asking import ask_one
from harbour import tenant, unread, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import APP_ROLE_ASSIGNMENTS, GROUPS, MEMBERSHIPS

CHECK = "access.assigned_groups_flat"
GROUP = {"group": "docks", "name": "Docks"}
TO_STOCK = {
    "assignment": "1",
    "principal": "docks",
    "principal_kind": "group",
    "resource": "stock",
    "resource_name": "Stock Ledger",
}


def flat(member=None, **change):
    people = {"group": "docks", "member": "dara", "member_kind": "user"}
    inside = [people, {"group": "docks", **member}] if member else [people]
    return tenant(
        app_role_assignments=[TO_STOCK | change],
        memberships=inside,
        groups=[GROUP, {"group": "cranes", "name": "Cranes"}],
    )


@pytest.mark.parametrize(
    "inner",
    [{"member": "cranes", "member_kind": "group"}, {"member": "cranes", "member_kind": None}],
    ids=["told", "known"],
)
@pytest.mark.parametrize("kind", ["group", None])
def test_names_the_group_and_what_it_is_assigned_to(inner, kind):
    finding = ask_one(CHECK, flat(inner, principal_kind=kind))

    assert finding.outcome is Outcome.FAILED
    assert finding.says.endswith("which the assignment does not reach: Docks.")
    assert finding.evidence["applications"].to_list() == [["Stock Ledger"]]


@pytest.mark.parametrize(
    "snapshot",
    [
        flat(),
        flat({"member": "d1", "member_kind": "device"}),
        flat({"member": "cranes", "member_kind": "group"}, principal="cranes"),
        flat(
            {"member": "cranes", "member_kind": "group"},
            principal="dara",
            principal_kind="user",
        ),
    ],
    ids=["people only", "a device", "the inner group itself", "a person"],
)
def test_passes_where_the_assignment_reaches_everybody(snapshot):
    assert ask_one(CHECK, snapshot).outcome is Outcome.PASSED


def test_a_member_of_an_unknown_kind_may_be_a_group():
    finding = ask_one(CHECK, flat({"member": "x", "member_kind": None}))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert finding.evidence["name"].to_list() == ["Docks"]


@pytest.mark.parametrize("table", [APP_ROLE_ASSIGNMENTS, MEMBERSHIPS, GROUPS])
def test_is_not_assessed_when_a_table_was_not_read(table):
    assert ask_one(CHECK, without(flat(), table, "hidden")).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_nobody_says_who_is_assigned():
    blind = unread(flat(), APP_ROLE_ASSIGNMENTS, "principal_kind")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
