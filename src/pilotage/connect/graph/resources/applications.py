"""Applications, their credentials, and what they and their users may do.

Of the publisher, the verified one is asked: ``publisherName`` is known to the beta version alone,
and v1.0 refuses the whole list for it.

Who is assigned is asked of every service principal, twenty at a time: the other way round it
would be a question per person.
"""

from __future__ import annotations

from pilotage.connect.graph.declared import EACH, Resource
from pilotage.connect.graph.throttle import DIRECTORY

READ = ("Application.Read.All",)
RESOURCES = (
    Resource(
        "applications",
        "Application registrations and when their credentials end",
        "/applications",
        DIRECTORY,
        "application-list",
        tables=("applications", "application_credentials"),
        select=(
            "id",
            "appId",
            "displayName",
            "description",
            "signInAudience",
            "createdDateTime",
            "passwordCredentials",
            "keyCredentials",
        ),
        expand="owners($select=id)",
        top=999,
        cost=2,
        counted=True,
        application=READ,
        delegated=READ,
    ),
    Resource(
        "servicePrincipals",
        "Applications that can be used in the tenant",
        "/servicePrincipals",
        DIRECTORY,
        "serviceprincipal-list",
        tables=("service_principals",),
        select=(
            "id",
            "appId",
            "displayName",
            "servicePrincipalType",
            "accountEnabled",
            "verifiedPublisher",
            "appOwnerOrganizationId",
            "preferredSingleSignOnMode",
            "appRoleAssignmentRequired",
            "keyCredentials",
            "appRoles",
        ),
        top=999,
        counted=True,
        application=READ,
        delegated=READ,
    ),
    Resource(
        "appRoleAssignedTo",
        "Who is assigned to which application, and which permissions applications hold",
        "/servicePrincipals/{id}/appRoleAssignedTo",
        DIRECTORY,
        "serviceprincipal-list-approleassignedto",
        EACH,
        tables=("app_role_assignments",),
        top=999,
        cost=2,
        parent="servicePrincipals",
        trial="/servicePrincipals?$top=1&$select=id",
        application=READ,
        delegated=READ,
    ),
    Resource(
        "oauth2PermissionGrants",
        "What applications may do on behalf of people",
        "/oauth2PermissionGrants",
        DIRECTORY,
        "oauth2permissiongrant-list",
        tables=("delegated_grants",),
        top=999,
        cost=2,
        application=("Directory.Read.All",),
        delegated=("Directory.Read.All",),
    ),
)
