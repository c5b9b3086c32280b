from datetime import timedelta

import pytest
from asking import ask_one
from entra import P2, assigned, role
from fragment import fragment
from harbour import NOW, tenant, unread

from pilotage.assess.roles import GLOBAL_ADMINISTRATOR
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import ROLE_ASSIGNMENTS

CHECK = "access.roles_given_through_pim"


def outcome(*assignments, **areas):
    made = fragment(privileged_roles=[role(Assignments=list(assignments))], **areas)
    return ask_one(CHECK, made).outcome


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Outcome.PASSED),
        ({"EndDateTime": None}, Outcome.PASSED),
        ({"StartDateTime": "2026-01-09T09:00:00Z"}, Outcome.PASSED),
        ({"AssignmentType": "Activated"}, Outcome.PASSED),
        ({"PrincipalId": None}, Outcome.PASSED),
        ({"StartDateTime": None}, Outcome.FAILED),
        ({"StartDateTime": ""}, Outcome.FAILED),
        ({"StartDateTime": None, "PrincipalId": None}, Outcome.FAILED),
    ],
    ids=str,
)
def test_an_assignment_without_a_start_was_made_elsewhere(changes, expected):
    assert outcome(assigned(**changes)) is expected


def test_one_assignment_made_elsewhere_is_enough():
    assert outcome(assigned(), assigned(StartDateTime=None)) is Outcome.FAILED


@pytest.mark.parametrize("empty", [[], [None], None], ids=str)
def test_a_role_that_nobody_holds_is_fine(empty):
    made = fragment(privileged_roles=[role(Assignments=empty)])

    assert ask_one(CHECK, made).outcome is Outcome.PASSED


def test_a_lone_role_with_a_lone_assignment_is_judged():
    bad = role(Assignments=assigned(StartDateTime=None))

    assert ask_one(CHECK, fragment(privileged_roles=role())).outcome is Outcome.PASSED
    assert ask_one(CHECK, fragment(privileged_roles=bad)).outcome is Outcome.FAILED


def test_there_is_no_such_management_without_the_licence():
    assert outcome(assigned(), service_plans=[P2]) is Outcome.PASSED
    assert outcome(assigned(), service_plans=[]) is Outcome.FAILED


@pytest.mark.parametrize(
    ("starts", "expected"), [(NOW - timedelta(days=1), Outcome.PASSED), (None, Outcome.FAILED)]
)
def test_assignments_of_other_sources_are_judged_alike(starts, expected):
    row = {
        "principal": "chen",
        "role": GLOBAL_ADMINISTRATOR,
        "assignment": "standing",
        "scope": "/",
        "starts_at": starts,
    }
    held = tenant(role_assignments=[row])

    assert ask_one(CHECK, held).outcome is expected
    assert ask_one(CHECK, unread(held, ROLE_ASSIGNMENTS, "starts_at")).outcome is (
        Outcome.NOT_ASSESSED
    )


@pytest.mark.parametrize("empty", [[], [None], None], ids=str)
def test_no_role_is_no_offence_unless_somebody_holds_one(empty):
    held = {"ana": {"roles": "Global Administrator"}}

    assert ask_one(CHECK, fragment(privileged_roles=empty)).outcome is Outcome.PASSED
    assert ask_one(CHECK, fragment(privileged_roles=empty, privileged_users=held)).outcome is (
        Outcome.NOT_ASSESSED
    )


def test_is_not_assessed_where_roles_were_not_read():
    assert ask_one(CHECK, fragment(service_plans=[P2])).outcome is Outcome.NOT_ASSESSED
    failed = ["Get-PrivilegedRole"]
    assert outcome(assigned(), aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
