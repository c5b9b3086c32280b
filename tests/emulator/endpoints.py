"""What can be asked: permissions, page sizes, costs and limits of each endpoint.

Source  https://learn.microsoft.com/graph/api/overview
        https://learn.microsoft.com/graph/throttling-limits (cost in resource units)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from .answer import Refused

DIRECTORY = "Directory.Read.All"
AUDIT = ("AuditLog.Read.All",)
POLICY = ("Policy.Read.All",)
ROLES = ("RoleManagement.Read.Directory", DIRECTORY)
APPS = ("Application.Read.All", DIRECTORY)
GROUPS = ("GroupMember.Read.All", "Group.Read.All", DIRECTORY)
CALENDARS = ("Calendars.ReadBasic.All", "Calendars.Read")


@dataclass(frozen=True)
class Endpoint:
    """One address of Graph. Any one of ``permissions`` is enough.

    ``page`` is the size of a page unless ``$top`` asks for up to ``most``; 0: it does not page.
    ``cost`` is in resource units before ``$select`` and ``$expand`` change it.
    """

    path: str
    permissions: tuple[str, ...]
    kind: str = ""
    page: int = 100
    most: int = 999
    cost: int = 1
    limit: str = "identity"
    licence: str = ""
    denied: str = "Authorization_RequestDenied"
    context: str = ""
    single: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the path as a pattern; the id is its first group."""
        return re.compile(re.escape(self.path).replace(r"\{id\}", "([^/]+)"))


def _policy(name: str, *, single: bool = True) -> Endpoint:
    return Endpoint(f"policies/{name}", POLICY, single=single)


def _guard(name: str) -> Endpoint:
    path = f"identity/conditionalAccess/{name}"
    return Endpoint(path, POLICY, limit="conditional_access", denied="AccessDenied")


def _role(name: str, licence: str = "") -> Endpoint:
    return Endpoint(f"roleManagement/directory/{name}", ROLES, licence=licence)


def _log(path: str, page: int) -> Endpoint:
    denied = "Authentication_MSGraphPermissionMissing"
    return Endpoint(
        path, AUDIT, page=page, most=page, limit="identity_reports", licence="P1", denied=denied
    )


ENDPOINTS = (
    Endpoint("users", ("User.Read.All", DIRECTORY), "user", cost=2),
    Endpoint("users/{id}", ("User.Read.All", DIRECTORY), "user", single=True, context="users"),
    Endpoint("users/delta", ("User.Read.All", DIRECTORY), "user", 200, context="users"),
    Endpoint("users/{id}/calendar/calendarPermissions", CALENDARS, most=1000, limit="outlook",
             denied="ErrorAccessDenied", context="users('{id}')/calendar/calendarPermissions"),
    Endpoint("groups", GROUPS, "group"),
    Endpoint("groups/{id}", GROUPS, "group", single=True, context="groups"),
    Endpoint("groups/delta", GROUPS, "group", 200, context="groups"),
    Endpoint("groups/{id}/members", GROUPS, cost=3, context="directoryObjects"),
    Endpoint("groups/{id}/transitiveMembers", GROUPS, cost=5, context="directoryObjects"),
    Endpoint("groups/{id}/owners", GROUPS, cost=2, context="directoryObjects"),
    _log("reports/authenticationMethods/userRegistrationDetails", 999),
    _log("auditLogs/signIns", 1000),
    _log("auditLogs/directoryAudits", 1000),
    _guard("policies"),
    _guard("namedLocations"),
    _policy("authorizationPolicy"),
    _policy("identitySecurityDefaultsEnforcementPolicy"),
    _policy("authenticationMethodsPolicy"),
    _policy("authenticationStrengthPolicies", single=False),
    _policy("adminConsentRequestPolicy"),
    _policy("crossTenantAccessPolicy"),
    _policy("crossTenantAccessPolicy/default"),
    _policy("crossTenantAccessPolicy/partners", single=False),
    _policy("defaultAppManagementPolicy"),
    _policy("permissionGrantPolicies", single=False),
    Endpoint("policies/roleManagementPolicyAssignments", ROLES, licence="P2"),
    _role("roleDefinitions"),
    _role("roleAssignments"),
    _role("roleAssignmentScheduleInstances", "P2"),
    _role("roleEligibilityScheduleInstances", "P2"),
    Endpoint("applications", APPS, "application", cost=2),
    Endpoint("servicePrincipals", APPS, "servicePrincipal"),
    Endpoint("servicePrincipals/{id}/appRoleAssignedTo", APPS, cost=2,
             context="servicePrincipals('{id}')/appRoleAssignedTo"),
    Endpoint("oauth2PermissionGrants", ("DelegatedPermissionGrant.Read.All", DIRECTORY), cost=2),
    Endpoint("devices", ("Device.Read.All", DIRECTORY), "device"),
    Endpoint("deviceManagement/managedDevices", ("DeviceManagementManagedDevices.Read.All",),
             page=1000, most=1000, limit="intune", licence="INTUNE", denied="Forbidden"),
    Endpoint("domains", ("Domain.Read.All", DIRECTORY), page=0),
    Endpoint("organization", ("Organization.Read.All", DIRECTORY), page=0),
    Endpoint("subscribedSkus", ("LicenseAssignment.Read.All", "Organization.Read.All", DIRECTORY),
             page=0, cost=3),
    Endpoint("directory/deletedItems/microsoft.graph.user", ("User.Read.All", DIRECTORY), "user",
             context="users"),
    Endpoint("security/secureScores", ("SecurityEvents.Read.All",), page=50, limit="security"),
    Endpoint("sites/getAllSites", ("Sites.Read.All",), page=200, limit="sharepoint",
             denied="accessDenied", context="sites"),
    Endpoint("teams", ("Team.ReadBasic.All",), limit="teams", denied="Forbidden"),
    Endpoint("admin/reportSettings", ("ReportSettings.Read.All",), single=True, limit="reports"),
    Endpoint("admin/sharepoint/settings", ("SharePointTenantSettings.Read.All",), single=True,
             limit="sharepoint", denied="accessDenied"),
)  # fmt: skip
USAGE = Endpoint("reports/get{id}", ("Reports.Read.All",), limit="usage_report",
                 denied="S2SUnauthorized")  # fmt: skip


def endpoint(path: str) -> tuple[Endpoint, str]:
    """Return the endpoint of a path, and the id in it (empty where it has none).

    Raises:
        Refused: there is none.
    """
    for each in sorted(ENDPOINTS, key=lambda one: "{id}" in one.path):
        if found := each.pattern.fullmatch(path):
            return each, found[1] if found.groups() else ""
    if path.startswith("reports/get"):
        return USAGE, path.removeprefix("reports/get")
    segment = path.rpartition("/")[2]
    raise Refused(400, "BadRequest", f"Resource not found for the segment '{segment}'.")
