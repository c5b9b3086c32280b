"""Security identifiers: primary groups, and who rules a domain."""

import pytest
from collect.ldif.written import DOMAIN, dn, entry, read, sid

ANA = entry("ana", "user", objectSid=sid(*DOMAIN, 1105), primaryGroupID="513")
EVERYBODY = entry("Domain Users", "group", objectSid=sid(*DOMAIN, 513))


def test_a_person_is_in_the_primary_group_that_lists_nobody(tmp_path):
    assert read(tmp_path, ANA, EVERYBODY).rows("memberships") == [
        {"group": dn("Domain Users"), "member": dn("ana"), "member_kind": "user"}
    ]


def test_the_primary_group_of_another_domain_is_not_taken(tmp_path):
    other = entry("Domain Users", "group", objectSid=sid(21, 9, 9, 9, 513))

    assert read(tmp_path, ANA, other).rows("memberships") == []


@pytest.mark.parametrize(
    ("group", "role", "name"),
    [
        (sid(*DOMAIN, 512), "S-1-5-21-*-512", "Domain Admins"),
        (sid(32, 544), "S-1-5-32-544", "Administrators"),
    ],
)
def test_members_of_a_group_that_rules_hold_its_role_whatever_it_is_called(
    tmp_path, group, role, name
):
    rulers = entry("Chefs", "group", objectSid=group, member="CN=ana,DC=harbour,DC=example")

    [row] = read(tmp_path, ANA, rulers).rows("role_assignments")

    assert (row["principal"], row["role"], row["role_name"]) == (dn("ana"), role, name)
    assert (row["assignment"], row["scope"]) == ("standing", "harbour.example")


def test_a_damaged_identifier_rules_nothing(tmp_path):
    rulers = entry("Chefs", "group", objectSid=b"\x01\x05", member="CN=ana,DC=harbour,DC=example")

    assert read(tmp_path, ANA, rulers).rows("role_assignments") == []


def test_an_object_that_comes_twice_is_what_it_was_last(tmp_path):
    guid = bytes(range(16))
    before = entry("ana", "user", objectGUID=guid, title="Clerk")
    after = entry("Ana Sol", "user", objectGUID=guid, title="Head")

    rows = read(tmp_path, before, after).rows("users")

    assert [(row["name"], row["job_title"]) for row in rows] == [("Ana Sol", "Head")]
