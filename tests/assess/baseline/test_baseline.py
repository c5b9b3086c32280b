import pytest
from fragment import fragment

from pilotage.assess.baseline import Export, members, texts

ONE = {"Id": "Sms", "State": "disabled", "Target": {"Id": "all_users"}}
FLAT = {"id": "Sms", "state": "disabled", "target.id": "all_users"}


@pytest.mark.parametrize("value", [[ONE], ONE, [ONE, None]], ids=["list", "lone", "with null"])
def test_members_of_a_list_survive_its_collapse(value):
    [thing] = Export(fragment(method=[{"Settings": value}])).objects("method")

    assert members(thing, "settings") == [FLAT]


@pytest.mark.parametrize("value", [[], None, [None]], ids=str)
def test_an_empty_list_has_no_members(value):
    [thing] = Export(fragment(method=[{"Settings": value, "Other": 1}])).objects("method")

    assert members(thing, "settings") == []
    assert texts(thing, "settings") == []


@pytest.mark.parametrize("value", [["a", "b"], ["a", "", None, "b"]], ids=str)
def test_texts_leave_out_what_is_empty(value):
    [thing] = Export(fragment(transport_rule={"Recipients": value})).objects("transport_rule")

    assert texts(thing, "recipients") == ["a", "b"]
    assert texts({"recipients": "a"}, "recipients") == ["a"]


def test_an_area_is_known_under_each_of_its_names():
    export = Export(fragment(authorization_policy=[{"Id": "x"}]))
    names = ("authorization_policies", "authorization_policy")

    assert export.gap([names], []) == ""
    assert export.objects(*names) == [{"id": "x"}]
    assert export.gap([("one", "other")], []) == "one or other was not exported"


def test_an_empty_area_was_exported():
    assert Export(fragment(privileged_roles=[None])).gap(["privileged_roles"], []) == ""


def test_a_failed_command_is_a_gap():
    export = Export(fragment(privileged_roles=[], aad_unsuccessful_commands=["Get-Role"]))

    why = "Get-Role failed when the export was made"
    assert export.gap(["privileged_roles"], ["Get-Role"]) == why
    assert export.gap(["privileged_roles"], ["Get-Other"]) == ""
