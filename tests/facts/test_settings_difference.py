"""A change of the tenant, and not of the way in which it was exported."""

import json

import pytest

from pilotage.facts.settings_difference import plain_value, settings_changes
from pilotage.facts.tables import SETTINGS

SHARING = {"identity": "Default", "enabled": True, "domains": ["a.example:Free", "b.example:Busy"]}


def exported(*objects, area="sharing_policy", commands=None):
    """Return SETTINGS of one area, as an export with these objects gives them."""
    rows = [
        {
            "area": area,
            "object": each["identity"],
            "setting": name,
            "value": value if isinstance(value, bytes) else json.dumps(value),
        }
        for each in objects
        for name, value in each.items()
    ]
    rows.append({"area": "areas", "object": area, "setting": "objects", "value": str(len(objects))})
    for command, worked in (commands or {}).items():
        value = json.dumps(worked)
        rows.append({"area": "commands", "object": command, "setting": "exo", "value": value})
    return SETTINGS.frame(rows)


def changes(before, after):
    return settings_changes(before, after).select("key", "change").rows()


@pytest.mark.parametrize(
    "same",
    [
        {"enabled": "True"},
        {"domains": ["B.EXAMPLE:Busy", "a.example:free"]},
        {"whenchanged": "2026-01-09T00:00:00Z"},
        {"displayname": "Standard sharing"},
        {"guid": None},
        {"isdefault": False},
        {"neverexportedbefore": "new in this version"},
    ],
)
def test_another_way_to_write_the_same_is_no_change(same):
    assert changes(exported(SHARING), exported(SHARING | same)) == []


def test_a_list_of_one_that_was_collapsed_is_no_change():
    one = exported(SHARING | {"domains": ["a.example:Free"]})

    assert changes(one, exported(SHARING | {"domains": "a.example:Free"})) == []


def test_a_value_that_differs_is_shown_as_it_was_exported():
    found = settings_changes(exported(SHARING), exported(SHARING | {"domains": ["*:Free"]}))

    [row] = found.to_dicts()
    assert row["key"] == "sharing_policy / default / domains"
    assert (row["before"], row["after"]) == (json.dumps(SHARING["domains"]), '["*:Free"]')


def test_a_flag_that_went_from_its_default_is_a_change():
    before, after = SHARING | {"enabled": False}, SHARING | {"enabled": True}

    key = "sharing_policy / default / enabled"
    assert changes(exported(before), exported(after)) == [(key, "changed")]


def test_an_object_that_came_or_went_is_one_row():
    other = {"identity": "Partners", "enabled": True, "domains": ["c.example:Free"]}
    one, both = exported(SHARING), exported(SHARING, other)

    assert changes(one, both) == [("sharing_policy / partners", "added")]
    assert changes(both, one) == [("sharing_policy / partners", "removed")]


def test_an_object_under_another_name_is_no_change():
    assert changes(exported(SHARING), exported(SHARING | {"identity": "Standard"})) == []


def test_an_area_that_one_export_did_not_read_is_not_compared():
    other = exported({"identity": "x", "mode": "on"}, area="org_config")

    assert changes(exported(SHARING), other) == []


def test_objects_are_not_gone_where_a_command_failed():
    failed = exported(commands={"Get-SharingPolicy": False})

    assert changes(exported(SHARING), failed) == []
    assert len(changes(exported(SHARING), exported())) == 1


@pytest.mark.parametrize("text", ["null", "false", '""', "[]", "{}", "[null]", '{"a": []}', '" "'])
def test_a_default_says_nothing(text):
    assert plain_value(text) is None


@pytest.mark.parametrize("text", ["true", "0", '"off"', '["x"]', "not json"])
def test_a_stated_value_says_something(text):
    assert plain_value(text) is not None
