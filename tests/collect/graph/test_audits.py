from datetime import UTC, datetime

import pytest
from collect.answers import page, read, save, tables

ENTRY = {
    "id": "Directory_1",
    "category": "GroupManagement",
    "result": "success",
    "activityDisplayName": "Add member to group",
    "activityDateTime": "2026-01-08T21:30:00Z",
    "initiatedBy": {"user": {"id": "chen", "userPrincipalName": "chen@harbour.example"}},
    "targetResources": [
        {
            "id": "ben",
            "userPrincipalName": "ben@harbour.example",
            "type": "User",
            "modifiedProperties": [{"displayName": "Group.ObjectID", "newValue": '"board"'}],
        },
        {"id": "board", "displayName": "Board", "type": "Group"},
    ],
}


def rows(*entries):
    return tables("directoryAudits", *entries)["directory_audits"].frame.to_dicts()


def test_an_entry_says_who_did_what_to_each_object():
    person, group = rows(ENTRY)

    assert (person["target"], group["target"]) == ("ben", "board")
    assert person["at"] == datetime(2026, 1, 8, 21, 30, tzinfo=UTC)
    assert (person["actor"], person["actor_name"]) == ("chen", "chen@harbour.example")
    assert (person["properties"], group["properties"]) == (["Group.ObjectID"], [])
    assert person["succeeded"] is True


def test_an_application_that_did_it_is_named():
    [row, _] = rows(ENTRY | {"initiatedBy": {"user": None, "app": {"displayName": "Sync"}}})

    assert row["actor_name"] == "Sync"


@pytest.mark.parametrize("empty", [{"targetResources": []}, {"targetResources": None}])
def test_an_entry_without_objects_has_no_row(empty):
    assert rows(ENTRY | empty) == []


@pytest.mark.parametrize(
    "odd", [{"id": None}, {"targetResources": "ben"}, {"targetResources": [1]}]
)
def test_an_entry_of_the_wrong_shape_costs_only_itself(odd):
    batch = tables("directoryAudits", ENTRY | odd, ENTRY)["directory_audits"]

    assert batch.frame.height == 2
    assert sum(refusal.rows for refusal in batch.refused) == 1


def test_a_saved_answer_is_known_by_its_context_and_by_its_properties(tmp_path):
    save(tmp_path, a=page("auditLogs/directoryAudits", ENTRY), b=[ENTRY | {"id": "Directory_2"}])

    assert read(tmp_path).snapshot.captures["directory_audits"].frame.height == 4
