import pytest
from asking import ask_one
from fragment import fragment
from harbour import tenant, unread, user, without

from pilotage.assess.roles import GLOBAL_ADMINISTRATOR
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import MEMBERSHIPS, USERS

CHECK = "access.admins_cloud_only"


def with_chen(principal="chen", kind="user", **changes):
    role = {
        "principal": principal,
        "principal_kind": kind,
        "role": GLOBAL_ADMINISTRATOR,
        "assignment": "standing",
        "scope": "/",
    }
    return tenant(users=[user("chen", **changes)], role_assignments=[role])


def test_passes_when_administrators_live_in_the_cloud():
    assert ask_one(CHECK, with_chen()).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "change",
    [{"synced": True}, {"synced": None, "immutable_id": "anchor"}, {"immutable_id": "anchor"}],
    ids=str,
)
def test_names_the_synchronised_administrator(change):
    finding = ask_one(CHECK, with_chen(**change))

    assert finding.outcome is Outcome.FAILED
    assert "chen@harbour.example" in finding.says


def test_finds_the_synchronised_administrator_in_a_group():
    held = with_chen("all-staff", "group", synced=True)

    assert ask_one(CHECK, held).outcome is Outcome.FAILED


def test_no_source_anchor_means_cloud_only_where_anchors_were_read():
    assert ask_one(CHECK, with_chen(synced=None)).outcome is Outcome.PASSED
    blind = unread(with_chen(synced=None), USERS, "immutable_id")
    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED


def test_a_stranger_with_a_role_is_unknown():
    assert ask_one(CHECK, with_chen("stranger")).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, with_chen("stranger", None)).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_the_members_of_a_holding_group_were_not_read():
    blind = without(with_chen("all-staff", "group"), MEMBERSHIPS, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_roles_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED


def exported(**anchors):
    people = {
        name: {
            "DisplayName": name,
            "roles": ["User Administrator"],
            "OnPremisesImmutableId": anchor,
        }
        for name, anchor in anchors.items()
    }
    return ask_one(CHECK, fragment(privileged_users=people))


def test_an_exported_source_anchor_means_synchronised():
    assert exported(ana=None, chen="").outcome is Outcome.PASSED
    finding = exported(ana=None, chen="anchor")
    assert finding.outcome is Outcome.FAILED
    assert "chen" in finding.says


def test_an_exported_person_without_the_property_is_unknown():
    bare = fragment(privileged_users={"ana": {"DisplayName": "Ana", "roles": "User Administrator"}})

    assert ask_one(CHECK, bare).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("empty", [{}, [], [None], None], ids=str)
def test_nobody_is_no_offence_unless_the_export_lists_roles(empty):
    roles = [{"DisplayName": "Global Administrator"}]
    failed = ["Get-PrivilegedUser"]

    assert ask_one(CHECK, fragment(privileged_users=empty)).outcome is Outcome.PASSED
    for blind in ({"privileged_roles": roles}, {"aad_unsuccessful_commands": failed}):
        snapshot = fragment(privileged_users=empty, **blind)
        assert ask_one(CHECK, snapshot).outcome is Outcome.NOT_ASSESSED
