from datetime import timedelta

import pytest
from asking import ask_one
from harbour import NOW, tenant, unread

from pilotage.assess.roles import GLOBAL_ADMINISTRATOR
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import ROLE_ASSIGNMENTS

CHECK = "access.standing_roles_absent"


def chen_holds(**changes):
    row = {
        "principal": "chen",
        "principal_kind": "user",
        "role": GLOBAL_ADMINISTRATOR,
        "assignment": "eligible",
        "scope": "/",
        **changes,
    }
    return tenant(role_assignments=[row])


@pytest.mark.parametrize(
    "change", [{}, {"assignment": "standing", "ends_at": NOW + timedelta(days=1)}], ids=str
)
def test_passes_when_roles_are_eligible_or_end(change):
    assert ask_one(CHECK, chen_holds(**change)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "role", [{}, {"role": "unknown-id", "role_name": "Exchange Administrator"}], ids=str
)
def test_names_whoever_holds_a_role_for_good(role):
    finding = ask_one(CHECK, chen_holds(assignment="standing", **role))

    assert finding.outcome is Outcome.FAILED
    assert "chen@harbour.example" in finding.says


def test_an_unprivileged_role_alone_is_unknown_rather_than_a_pass():
    reader = chen_holds(role="f2ef992c-3afb-46b9-b7cf-a126ee74c451", assignment="standing")

    assert ask_one(CHECK, reader).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("kind", [None, "unknown"])
def test_an_assignment_of_unknown_kind_is_not_a_pass(kind):
    assert ask_one(CHECK, chen_holds(assignment=kind)).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_ends_were_not_read():
    blind = unread(chen_holds(), ROLE_ASSIGNMENTS, "ends_at")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
