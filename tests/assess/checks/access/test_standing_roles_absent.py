from datetime import timedelta

import pytest
from asking import ask_one
from entra import P2, assigned, role
from fragment import fragment
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


def exported(*assignments, **areas):
    made = fragment(privileged_roles=[role(Assignments=list(assignments))], **areas)
    return ask_one(CHECK, made).outcome


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Outcome.PASSED),
        ({"StartDateTime": None}, Outcome.PASSED),
        ({"AssignmentType": "Activated"}, Outcome.PASSED),
        ({"PrincipalId": None}, Outcome.PASSED),
        ({"EndDateTime": None}, Outcome.FAILED),
        ({"EndDateTime": ""}, Outcome.FAILED),
        ({"EndDateTime": None, "StartDateTime": None}, Outcome.FAILED),
    ],
    ids=str,
)
def test_an_exported_assignment_without_an_end_is_permanent(changes, expected):
    assert exported(assigned(**changes)) is expected


def test_a_permanent_assignment_is_not_hidden_by_one_that_ends():
    assert exported(assigned(), assigned(EndDateTime=None)) is Outcome.FAILED
    assert exported(assigned(EndDateTime=None), assigned()) is Outcome.FAILED


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({"Users": ["CHEN"]}, Outcome.PASSED),
        ({"Groups": "chen"}, Outcome.PASSED),
        ({"Users": ["ana"]}, Outcome.FAILED),
        ({}, Outcome.FAILED),
    ],
    ids=str,
)
def test_registered_exceptions_may_hold_a_role_for_good(kinds, expected):
    config = {"Aad": {"MS.AAD.7.4v1": {"RoleExclusions": kinds}}}

    assert exported(assigned(EndDateTime=None), scuba_config=config) is expected
    both = (assigned(EndDateTime=None), assigned(PrincipalId="ben", EndDateTime=None))
    assert exported(*both, scuba_config=config) is Outcome.FAILED


@pytest.mark.parametrize("empty", [[], [None], None], ids=str)
def test_an_exported_role_that_nobody_holds_is_fine(empty):
    made = fragment(privileged_roles=[role(Assignments=empty)])

    assert ask_one(CHECK, made).outcome is Outcome.PASSED


def test_there_is_no_eligibility_without_the_licence():
    assert exported(assigned(), service_plans=P2) is Outcome.PASSED
    assert exported(assigned(), service_plans=[{"ServicePlanName": "AAD_PREMIUM"}]) is (
        Outcome.FAILED
    )


@pytest.mark.parametrize("empty", [[], [None], None], ids=str)
def test_no_role_is_no_offence_unless_somebody_holds_one(empty):
    held = {"ana": {"roles": "Global Administrator"}}

    assert ask_one(CHECK, fragment(privileged_roles=empty)).outcome is Outcome.PASSED
    assert ask_one(CHECK, fragment(privileged_roles=empty, privileged_users=held)).outcome is (
        Outcome.NOT_ASSESSED
    )


def test_is_not_assessed_where_roles_were_not_exported():
    assert ask_one(CHECK, fragment(service_plans=[P2])).outcome is Outcome.NOT_ASSESSED
    failed = ["Get-PrivilegedRole"]
    assert exported(assigned(), aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
