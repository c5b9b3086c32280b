"""Rights in person and through groups, cycles included, against a walk in plain Python."""

from harbour import HEALTHY, tenant, unread, without
from hypothesis import given
from hypothesis import strategies as st

from pilotage.assess.comparison.effective import effective, everyone_in
from pilotage.facts.tables import MAILBOXES, MEMBERSHIPS

NESTED = [
    {"group": "board", "member": "ana", "member_kind": "user"},
    {"group": "board", "member": "office", "member_kind": "group"},
    {"group": "office", "member": "ben", "member_kind": "user"},
]


def rights(kind, **tables):
    held = effective(tenant(**tables)).held.filter(kind=kind)
    return set(held.select("who", "what", "right", "via").iter_rows())


def test_a_right_of_a_group_is_a_right_of_everybody_inside_it():
    permission = {"mailbox": "ana", "trustee": "board", "right": "send_as"}

    found = rights("mailbox", memberships=NESTED, mailbox_permissions=[permission])

    assert found == {("ana", "ana", "send_as", "board"), ("ben", "ana", "send_as", "board")}


def test_a_right_held_in_person_and_through_a_group_is_one_right():
    permissions = [
        {"mailbox": "dara", "trustee": who, "right": "full_access"} for who in ("board", "ana")
    ]

    found = rights("mailbox", memberships=NESTED, mailbox_permissions=permissions)

    assert found == {
        ("ana", "dara", "full_access", None),
        ("ben", "dara", "full_access", "board"),
    }


def test_people_are_members_of_the_groups_around_their_group():
    assert rights("group", memberships=NESTED) == {
        ("ana", "board", "member", None),
        ("ben", "board", "member", "office"),
        ("ben", "office", "member", None),
    }


def test_an_application_is_open_to_direct_members_of_a_group_only():
    assigned = {"assignment": "a", "principal": "board", "resource": "orders", "role": "User"}

    found = rights("application", memberships=NESTED, app_role_assignments=[assigned])

    assert found == {("ana", "orders", "user", "board")}


def test_devices_and_contacts_have_no_access():
    idle = [
        {"group": "board", "member": kind, "member_kind": kind} for kind in ("device", "contact")
    ]

    assert rights("group", memberships=[*NESTED[:1], *idle]) == {("ana", "board", "member", None)}


def test_a_scope_and_the_kind_of_an_assignment_belong_to_the_right():
    role = {"principal": "chen", "principal_kind": "user", "role": "r", "role_name": "Helpdesk"}
    given_ = [
        role | {"assignment": "standing", "scope": "/"},
        role | {"assignment": "eligible", "scope": "/units/quay"},
    ]

    assert rights("directory role", role_assignments=given_) == {
        ("chen", "r", "standing", None),
        ("chen", "r", "eligible in /units/quay", None),
    }


def test_each_kind_of_access_that_was_not_read_is_named():
    unknown = effective(unread(tenant(), MAILBOXES, "kind")).unknown

    assert set(unknown) == {"application", "directory role", "drive", "own mailbox", "site"}
    assert unknown["own mailbox"] == "mailboxes was read without kind"


def test_rights_of_groups_are_unknown_where_nobody_read_who_is_in_them():
    permission = {"mailbox": "ana", "trustee": "all-staff", "right": "send_as"}
    blind = without(tenant(mailbox_permissions=[permission]), MEMBERSHIPS, "hidden")

    assert effective(blind).unknown["mailbox"] == "hidden"
    assert "mailbox" not in effective(without(tenant(), MEMBERSHIPS, "hidden")).unknown


def test_people_of_the_healthy_tenant_have_their_own_mailbox():
    assert {who for who, *_ in rights("own mailbox")} == {
        each["mailbox"] for each in HEALTHY["mailboxes"]
    }


EDGES = st.lists(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDEuvw")), max_size=20)


@given(EDGES)
def test_everyone_in_a_group_is_found_at_any_depth(edges):
    def walk(group, seen):
        for outer, member in edges:
            if outer == group and member.islower():
                yield member
            elif outer == group and member not in seen:
                yield from walk(member, seen | {member})

    rows = [
        {"group": group, "member": member, "member_kind": "user" if member.islower() else "group"}
        for group, member in dict.fromkeys(edges)
    ]
    found = set(everyone_in(MEMBERSHIPS.frame(rows)).iter_rows())

    assert found == {
        (group.lower(), member) for group, _ in edges for member in walk(group, {group})
    }
