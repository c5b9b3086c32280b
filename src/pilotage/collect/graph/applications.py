"""Applications, their credentials, and what they and their users may do.

Source  https://learn.microsoft.com/graph/api/resources/application
Source  https://learn.microsoft.com/graph/api/resources/serviceprincipal
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, Names, Object, resource
from pilotage.collect.graph.fields import FLAG, MOMENT, OBJECTS, TEXT, Field, carried
from pilotage.collect.graph.objects import batch, children
from pilotage.collect.moments import moment
from pilotage.facts.tables import (
    APP_ROLE_ASSIGNMENTS,
    APPLICATION_CREDENTIALS,
    APPLICATIONS,
    DELEGATED_GRANTS,
    SERVICE_PRINCIPALS,
)

AUDIENCE = {
    "AzureADMyOrg": "this tenant",
    "AzureADMultipleOrgs": "any tenant",
    "AzureADandPersonalMicrosoftAccount": "anyone",
    "PersonalMicrosoftAccount": "anyone",
}
APPLICATION = {
    "application": Field("appId"),
    "name": Field("displayName"),
    "description": Field("description"),
    "audience": Field("signInAudience", words=AUDIENCE),
    "created_at": Field("createdDateTime", MOMENT),
}
CREDENTIAL = {
    "credential": Field("keyId"),
    "name": Field("displayName"),
    "starts_at": Field("startDateTime", MOMENT),
    "ends_at": Field("endDateTime", MOMENT),
}
KINDS = {
    "Application": "application",
    "ManagedIdentity": "managed_identity",
    "Legacy": "legacy",
    "SocialIdp": "social_idp",
}
PRINCIPAL = {
    "service_principal": Field("id"),
    "application": Field("appId"),
    "name": Field("displayName"),
    "kind": Field("servicePrincipalType", words=KINDS),
    "enabled": Field("accountEnabled", FLAG),
    "publisher": Field(("verifiedPublisher/displayName", "publisherName")),
    "home_tenant": Field("appOwnerOrganizationId"),
    "single_sign_on": Field(
        "preferredSingleSignOnMode",
        words={"saml": "saml", "oidc": "oidc", "password": "password"},
    ),
    "assignment_required": Field("appRoleAssignmentRequired", FLAG),
}
ASSIGNMENT = {
    "assignment": Field("id"),
    "principal": Field("principalId"),
    "principal_kind": Field(
        "principalType",
        words={"User": "user", "Group": "group", "ServicePrincipal": "service_principal"},
    ),
    "resource": Field("resourceId"),
    "resource_name": Field("resourceDisplayName"),
    "role": Field("appRoleId"),
    "created_at": Field("createdDateTime", MOMENT),
}
GRANT = {
    "grant": Field("id"),
    "client": Field("clientId"),
    "consent": Field("consentType", words={"AllPrincipals": "all", "Principal": "principal"}),
    "principal": Field("principalId"),
    "resource": Field("resourceId"),
}


@resource(
    "applications",
    signs=("appId",),
    only_here=("requiredResourceAccess", "signInAudience"),
)
def applications(answer: Answer) -> Iterator[Batch]:
    """Yield APPLICATIONS and APPLICATION_CREDENTIALS; the owner only where it was expanded."""
    lists = dict.fromkeys(("passwordCredentials", "keyCredentials", "owners"), OBJECTS)
    made, kept = batch(APPLICATIONS, answer, APPLICATION, keys=("appId",), also=lists)
    if carried(kept.objects, "owners"):
        owners = [_first_id(each) for each in kept.objects]
        made = replace(
            made, frame=made.frame.with_columns(owner=pl.Series(owners, dtype=pl.String))
        )
    yield made
    for name, kind in (("passwordCredentials", "secret"), ("keyCredentials", "certificate")):
        if carried(kept.objects, name):
            held = children(kept, name, key="appId")
            keys, _ = batch(
                APPLICATION_CREDENTIALS, held, CREDENTIAL, keys=("keyId",), parent="application"
            )
            yield replace(keys, frame=keys.frame.with_columns(kind=pl.lit(kind)))


@resource(
    "servicePrincipals",
    signs=("appId", "servicePrincipalType", "id"),
    only_here=("servicePrincipalType", "appRoleAssignmentRequired"),
)
def service_principals(answer: Answer) -> Iterator[Batch | Names]:
    """Yield SERVICE_PRINCIPALS, and the values of the permissions that they offer."""
    lists = {
        "keyCredentials": OBJECTS,
        "appRoles": OBJECTS,
        "preferredTokenSigningKeyEndDateTime": TEXT,
    }
    made, kept = batch(SERVICE_PRINCIPALS, answer, PRINCIPAL, also=lists)
    if carried(kept.objects, "keyCredentials"):
        ends = pl.Series([_first_end(each) for each in kept.objects], dtype=pl.String)
        frame = made.frame.with_columns(certificate_ends_at=moment(pl.lit(ends)))
        made = replace(made, frame=frame)
    yield made
    offered = children(kept, "appRoles").objects
    yield Names({str(one["id"]): str(one["value"]) for one in offered if _named(one)})


@resource(
    "appRoleAssignedTo",
    contexts=(
        "servicePrincipals/appRoleAssignedTo",
        "appRoleAssignments",
        *(f"{whose}/appRoleAssignments" for whose in ("servicePrincipals", "users", "groups")),
    ),
    signs=("appRoleId",),
    only_here=("appRoleId", "principalType", "resourceDisplayName"),
)
def app_role_assigned_to(answer: Answer) -> Iterator[Batch]:
    """Yield APP_ROLE_ASSIGNMENTS, seen from the resource or from the principal."""
    yield batch(APP_ROLE_ASSIGNMENTS, answer, ASSIGNMENT)[0]


@resource(
    "oauth2PermissionGrants",
    contexts=("users/oauth2PermissionGrants", "servicePrincipals/oauth2PermissionGrants"),
    signs=("consentType", "clientId"),
    only_here=("consentType", "clientId", "scope"),
)
def oauth2_permission_grants(answer: Answer) -> Iterator[Batch]:
    """Yield DELEGATED_GRANTS."""
    made, kept = batch(DELEGATED_GRANTS, answer, GRANT, also={"scope": TEXT})
    if carried(kept.objects, "scope"):
        scopes = [(each.get("scope") or "").split() for each in kept.objects]
        column = pl.Series(scopes, dtype=pl.List(pl.String))
        made = replace(made, frame=made.frame.with_columns(scopes=column))
    yield made


def _named(role: Object) -> bool:
    return bool(role.get("id")) and isinstance(role.get("value"), str) and bool(role["value"])


def _first_id(holder: Object) -> str | None:
    owners = holder.get("owners") or [{}]
    first = owners[0].get("id")
    return first if isinstance(first, str) else None


def _first_end(principal: Object) -> str | None:
    """Return the earliest end of the certificates; ISO 8601 in UTC sorts as text."""
    ends = [key.get("endDateTime") for key in principal.get("keyCredentials") or ()]
    return min((end for end in ends if isinstance(end, str)), default=None)
