"""Answers of the Directory API, with invented people."""

import json

import pytest
from collect.exports import export, reading
from harbour import NOW

from pilotage.collect.files.folder import read_folder
from pilotage.facts.errors import InputError

ANA = {
    "kind": "admin#directory#user",
    "id": "101",
    "primaryEmail": "ana@harbour.example",
    "name": {"givenName": "Ana", "familyName": "Sol", "fullName": "Ana Sol"},
    "isAdmin": True,
    "suspended": False,
    "archived": False,
    "isEnrolledIn2Sv": True,
    "isMailboxSetup": True,
    "creationTime": "2020-03-23T15:04:19.000Z",
    "lastLoginTime": "2026-01-07T08:00:00.000Z",
    "aliases": ["ana.sol@harbour.example"],
    "nonEditableAliases": ["ana@harbour.example.test-google-a.com"],
    "organizations": [
        {"title": "Guest", "primary": False},
        {"title": "Director", "department": "Management", "primary": True},
    ],
    "relations": [
        {"value": "chen@harbour.example", "type": "assistant"},
        {"value": "ben@harbour.example", "type": "manager"},
    ],
}
BEN = {"id": "102", "primaryEmail": "ben@harbour.example", "suspended": True}
MEMBER = {"id": "101", "email": "ana@harbour.example", "role": "OWNER", "type": "USER"}


def answer(kind, *objects, **more):
    return json.dumps({"kind": f"admin#directory#{kind}", "etag": "x", kind: objects, **more})


def test_people_come_with_their_primary_work_manager_and_addresses(tmp_path):
    read = reading("google_directory", export(tmp_path, "users.json", answer("users", ANA, BEN)))

    ana, ben = read.rows("users")
    assert (ana["user"], ana["job_title"], ana["department"]) == ("101", "Director", "Management")
    assert ana["manager"] == "ben@harbour.example"
    assert (ana["enabled"], ben["enabled"]) == (True, False)
    assert sum(row["object"] == "101" for row in read.rows("addresses")) == 3
    assert [row["mfa_registered"] for row in read.rows("authentication_registration")] == [
        True,
        None,
    ]


def test_people_without_aliases_have_their_address_all_the_same(tmp_path):
    read = reading("google_directory", export(tmp_path, "users.json", answer("users", BEN)))

    assert [row["address"] for row in read.rows("addresses")] == ["ben@harbour.example"]


def test_members_belong_to_the_group_that_the_file_is_named_after(tmp_path):
    file = export(tmp_path, "staff@harbour.example-2.json", answer("members", MEMBER))

    read = reading("google_directory", file)

    assert read.rows("memberships") == [
        {"group": "staff@harbour.example", "member": "ana@harbour.example", "member_kind": "user"}
    ]
    assert len(read.rows("group_owners")) == 1


def test_members_of_no_group_are_refused(tmp_path):
    with pytest.raises(InputError, match="does not say of which group"):
        reading("google_directory", export(tmp_path, "members.json", answer("members", MEMBER)))


def test_a_group_whose_members_were_not_saved_is_said(tmp_path):
    groups = [{"id": "g1", "email": f"{name}@harbour.example"} for name in ("staff", "sales")]
    (tmp_path / "groups.json").write_text(answer("groups", *groups))
    (tmp_path / "staff@harbour.example.json").write_text(answer("members", MEMBER))

    captures = read_folder([tmp_path], side="source", taken_at=NOW).snapshot.captures

    assert "memberships of 1 of 2 groups were not saved" in captures["memberships"].missing


def test_a_page_without_its_next_one_leaves_the_table_incomplete(tmp_path):
    (tmp_path / "users-1.json").write_text(answer("users", ANA, nextPageToken="more"))

    captures = read_folder([tmp_path], side="source", taken_at=NOW).snapshot.captures

    assert captures["users"].missing


def test_pages_that_are_all_there_are_whole(tmp_path):
    (tmp_path / "users-1.json").write_text(answer("users", ANA, nextPageToken="more"))
    (tmp_path / "users-2.json").write_text(answer("users", BEN))

    captures = read_folder([tmp_path], side="source", taken_at=NOW).snapshot.captures

    assert not captures["users"].missing
    assert captures["users"].frame.height == 2


def test_what_is_no_object_is_refused_with_its_place(tmp_path):
    file = export(tmp_path, "users.json", answer("users", ANA, "ben", 3))

    read = reading("google_directory", file)

    assert [each.where for each in read.refused] == ["users.json:2", "users.json:3"]
    assert len(read.rows("users")) == 1


def test_an_organisation_without_people_has_none(tmp_path):
    read = reading("google_directory", export(tmp_path, "users.json", answer("users")))

    assert read.rows("users") == []


@pytest.mark.parametrize(
    "odd",
    [
        {"name": []},
        {"aliases": "ana"},
        {"organizations": {"title": "x"}},
        {"relations": [1]},
        {"suspended": {}},
        {"name": {"fullName": {"deep": "x"}}},
    ],
    ids=str,
)
def test_a_property_of_another_shape_costs_only_itself(tmp_path, odd):
    file = export(tmp_path, "users.json", answer("users", {**ANA, **odd}))

    [ana] = reading("google_directory", file).rows("users")

    assert ana["user"] == "101"
