import pytest
from asking import ask_one
from harbour import tenant, unread

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import APPLICATIONS

CHECK = "access.app_permissions_owned"


def mover(role="full_access_as_app", owner="chen", **changes):
    grant = {
        "assignment": "a1",
        "principal": "sp-mover",
        "principal_kind": "service_principal",
        "role": role,
        **changes,
    }
    return tenant(
        app_role_assignments=[grant],
        service_principals=[
            {"service_principal": "sp-mover", "application": "mover", "name": "Mover"}
        ],
        applications=[{"application": "mover", "name": "Mover", "owner": owner}],
    )


def test_passes_when_the_powerful_application_has_an_owner():
    finding = ask_one(CHECK, mover())

    assert finding.outcome is Outcome.PASSED
    assert finding.evidence["permissions"].to_list() == [["full_access_as_app"]]


@pytest.mark.parametrize(
    "role",
    ["Directory.ReadWrite.All", "Mail.ReadWrite", "19dbc75e-c2e2-444c-a770-ec69d8559fc7"],
)
def test_names_the_powerful_application_that_nobody_owns(role):
    finding = ask_one(CHECK, mover(role, owner=None))

    assert finding.outcome is Outcome.FAILED
    assert "Mover" in finding.says


def test_an_application_registered_elsewhere_has_no_owner_here():
    foreign = mover(principal="sp-foreign")

    assert ask_one(CHECK, foreign).outcome is Outcome.FAILED


def test_small_permissions_and_people_do_not_count():
    assert ask_one(CHECK, mover("User.Read.All", owner=None)).outcome is Outcome.PASSED
    assert ask_one(CHECK, mover(owner=None, principal_kind="user")).outcome is Outcome.PASSED


def test_is_not_assessed_when_owners_were_not_read():
    assert ask_one(CHECK, unread(mover(), APPLICATIONS, "owner")).outcome is Outcome.NOT_ASSESSED
