"""Directory roles: what they are called, who holds one, who may take one.

Without the licence for eligible roles there are none, and the plain assignments are all.
"""

from __future__ import annotations

from pilotage.connect.graph.declared import Resource
from pilotage.connect.graph.throttle import DIRECTORY

READ = ("RoleManagement.Read.Directory",)
ELIGIBLE = "Entra ID P2"
PATH = "/roleManagement/directory"


def _held(id: str, says: str, page: str, licence: str = "") -> Resource:
    scheduled = ("startDateTime", "endDateTime")
    return Resource(
        id,
        says,
        f"{PATH}/{id}",
        DIRECTORY,
        page,
        tables=("role_assignments",),
        select=(
            "id",
            "principalId",
            "roleDefinitionId",
            "directoryScopeId",
            "appScopeId",
            *(scheduled if licence else ()),
            *(("assignmentType",) if id == "roleAssignmentScheduleInstances" else ()),
        ),
        expand="principal",
        cost=2,
        application=READ,
        delegated=READ,
        role="Global Reader",
        licence=licence,
    )


RESOURCES = (
    Resource(
        "roleDefinitions",
        "Names of directory roles",
        f"{PATH}/roleDefinitions",
        DIRECTORY,
        "rbacapplication-list-roledefinitions",
        adds=("role_assignments",),
        select=("id", "templateId", "displayName"),
        application=READ,
        delegated=READ,
        role="Global Reader",
    ),
    _held("roleAssignments", "Who holds a directory role", "rbacapplication-list-roleassignments"),
    _held(
        "roleAssignmentScheduleInstances",
        "Who holds a directory role now, and until when",
        "rbacapplication-list-roleassignmentscheduleinstances",
        ELIGIBLE,
    ),
    _held(
        "roleEligibilityScheduleInstances",
        "Who may take a directory role",
        "rbacapplication-list-roleeligibilityscheduleinstances",
        ELIGIBLE,
    ),
    Resource(
        "roleManagementPolicyAssignments",
        "What taking a directory role needs",
        "/policies/roleManagementPolicyAssignments",
        DIRECTORY,
        "policyroot-list-rolemanagementpolicyassignments",
        adds=("settings",),
        expand="policy($expand=rules)",
        filter="scopeId eq '/' and scopeType eq 'DirectoryRole'",
        cost=2,
        application=READ,
        delegated=READ,
        role="Global Reader",
        licence=ELIGIBLE,
    ),
)
