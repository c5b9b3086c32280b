"""Rules of roles as Graph gives them are judged by the checks that judge those of an export."""

import pytest
from asking import ask_one
from collect.answers import page, read, save

from pilotage.assess.roles import GLOBAL_ADMINISTRATOR, HIGHLY_PRIVILEGED
from pilotage.facts.finding import Outcome

ALERTS = (
    "access.role_assignments_alerted",
    "access.role_activations_alerted",
    "access.global_admin_activation_alerted",
)
NOTIFICATIONS = (
    "Notification_Admin_Admin_Eligibility",
    "Notification_Admin_Admin_Assignment",
    "Notification_Admin_EndUser_Assignment",
)


def rules(recipients=("soc@harbour.example",), approval=True):
    notify = [{"id": id, "notificationRecipients": list(recipients)} for id in NOTIFICATIONS]
    approve = {"id": "Approval_EndUser_Assignment", "setting": {"isApprovalRequired": approval}}
    return [*notify, approve]


def assignment(role, **changes):
    return {
        "id": f"DirectoryRole_{role}",
        "policyId": f"DirectoryRole_tenant_{role}",
        "scopeId": "/",
        "scopeType": "DirectoryRole",
        "roleDefinitionId": role,
        "policy": {"id": f"DirectoryRole_tenant_{role}", "rules": rules(**changes)},
    }


def outcome(folder, check, *assignments):
    answer = page("policies/roleManagementPolicyAssignments(policy(rules()))", *assignments)
    return ask_one(check, read(save(folder, rolePolicies=answer)).snapshot).outcome


@pytest.mark.parametrize("check", [*ALERTS, "access.global_admin_needs_approval"])
def test_every_role_that_is_highly_privileged_is_judged(tmp_path, check):
    good = [assignment(role) for role in HIGHLY_PRIVILEGED]

    assert outcome(tmp_path, check, *good) is Outcome.PASSED


@pytest.mark.parametrize("check", ALERTS)
def test_a_role_that_alerts_nobody_fails(tmp_path, check):
    silent = [assignment(role, recipients=()) for role in HIGHLY_PRIVILEGED]

    assert outcome(tmp_path, check, *silent) is Outcome.FAILED


def test_a_chief_who_needs_no_approval_fails_and_a_role_of_no_concern_does_not(tmp_path):
    check, reader = "access.global_admin_needs_approval", "5d6b6bb7-de71-4623-b4af-96380a352509"
    chief = assignment(GLOBAL_ADMINISTRATOR, approval=False)
    other = assignment(reader, approval=False, recipients=())

    assert outcome(tmp_path / "a", check, chief) is Outcome.FAILED
    good = assignment(GLOBAL_ADMINISTRATOR)
    assert outcome(tmp_path / "b", check, good, other) is Outcome.PASSED


def test_a_role_that_came_without_its_rules_is_unknown(tmp_path):
    bare = assignment(GLOBAL_ADMINISTRATOR) | {"policy": None}

    assert outcome(tmp_path, "access.global_admin_needs_approval", bare) is Outcome.NOT_ASSESSED


def test_rules_alone_do_not_say_that_nobody_holds_a_role(tmp_path):
    good = [assignment(role) for role in HIGHLY_PRIVILEGED]

    assert outcome(tmp_path, "access.standing_roles_absent", *good) is Outcome.NOT_ASSESSED
