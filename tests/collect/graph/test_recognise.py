"""Which resource an answer is about, by context, by name, or by telling properties."""

import pytest

from pilotage.collect.graph.recognise import (
    Asked,
    asked,
    by_context,
    by_name,
    by_part_of_name,
    by_properties,
    page_number,
    parent_in,
    selected,
)

ROOT = "https://graph.microsoft.com/v1.0/$metadata#"
ID = "d36894ae-94ae-4368-ae94-68d3ae946851"


@pytest.mark.parametrize(
    ("context", "path", "parent"),
    [
        ("users", "users", ""),
        ("users(displayName,id,manager(id))", "users", ""),
        ("groups('g1')/members", "groups/members", "g1"),
        ("identity/conditionalAccess/policies/$entity", "identity/conditionalaccess/policies", ""),
        ("users('u')/calendar/calendarPermissions", "users/calendar/calendarpermissions", "u"),
        ("Collection(microsoft.graph.user)", "", ""),
    ],
)
def test_a_context_says_what_was_asked_and_of_whom(context, path, parent):
    assert asked(ROOT + context) == Asked(path, parent)


def test_a_context_that_only_ends_like_a_resource_is_another_one():
    assert by_context(f"{ROOT}education/users") is None
    assert by_context(f"{ROOT}roleManagement/entitlementManagement/roleAssignments") is None


@pytest.mark.parametrize(
    ("name", "resource"),
    [
        ("users.json", "users"),
        ("users-001.json", "users"),
        ("users_page2.json", "users"),
        ("users (3).json", "users"),
        ("users.12.json", "users"),
        ("conditionalAccess_policies.json", "conditionalAccessPolicies"),
        ("identity/conditionalAccess/policies.json", "conditionalAccessPolicies"),
        (f"groups/{ID}/members.json", "groupMembers"),
        (f"group-members/{ID}.json", "groupMembers"),
        (f"group_owners/{ID}.json", "groupOwners"),
        ("calendarPermissions/ana@harbour.example.json", "calendarPermissions"),
        ("oauth2PermissionGrants.json", "oauth2PermissionGrants"),
    ],
)
def test_a_file_names_its_resource(name, resource):
    found = by_name(name)

    assert found is not None
    assert found.id == resource


@pytest.mark.parametrize("name", ["teams/x/members.json", "sectionGroups.json", "notes.json"])
def test_a_name_that_only_looks_alike_is_no_resource(name):
    assert by_name(name) is None


def test_words_around_the_resource_do_not_hide_it():
    found = by_part_of_name("2026-01-09_harbour_conditional_access_policies.json")

    assert found is not None
    assert found.id == "conditionalAccessPolicies"


def test_telling_properties_are_enough_and_one_common_property_is_not():
    found = by_properties(frozenset(("id", "userPrincipalName", "assignedLicenses")))

    assert found is not None
    assert found.id == "users"
    assert by_properties(frozenset(("id", "userPrincipalName"))) is None


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        (f"groups/{ID}/members.json", ID),
        (f"group-members/{ID}.json", ID),
        ("calendarPermissions/ana@harbour.example.json", "ana@harbour.example"),
    ],
)
def test_the_path_says_to_whom_an_answer_belongs(name, parent):
    assert parent_in(name) == parent


@pytest.mark.parametrize(
    ("name", "number"),
    [("users-001.json", 1), ("users.json", None), ("users (2).json", 2), (f"{ID}.json", None)],
)
def test_a_page_number_is_not_the_end_of_an_id(name, number):
    assert page_number(name) == number


@pytest.mark.parametrize(
    ("fragment", "names"),
    [
        ("users(id,manager())", {"id", "manager"}),
        ("users(id,manager(id,displayName))", {"id", "manager"}),
        ("users", set()),
        ("groups('crew')/members(id)", {"id"}),
        ("groups('crew')/members", set()),
        ("users(id)/$entity", {"id"}),
    ],
)
def test_a_context_tells_what_was_asked_for(fragment, names):
    assert selected(f"https://graph.microsoft.com/v1.0/$metadata#{fragment}") == names
