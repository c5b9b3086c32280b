"""Applications, their secrets and permissions, and who is assigned, as Graph answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pilotage.demo.chance import after, dice, ids
from pilotage.demo.graph.pages import File, answer
from pilotage.demo.sides import SOURCE
from pilotage.demo.software import EXPIRING, Software, software
from pilotage.demo.tenant import Tenant

EXCHANGE_ONLINE = "00000002-0000-0ff1-ce00-000000000000"
GRAPH_APP = "00000003-0000-0000-c000-000000000000"
PERMISSIONS = {
    "Directory.ReadWrite.All": "19dbc75e-c2e2-444c-a770-ec69d8559fc7",
    "Mail.ReadWrite": "e2a3a72e-5f79-4c64-b1b1-878b674786c9",
    "Mail.Send": "b633e1c5-b582-4048-a93e-9f11b44c7e96",
    "Sites.FullControl.All": "a82116e5-55eb-4c41-a434-62fe8a61c773",
    "User.Read.All": "df021288-bdef-4463-88db-98f22de89214",
}
"""Application permissions of Graph: https://learn.microsoft.com/graph/permissions-reference"""

NO_ROLE = "00000000-0000-0000-0000-000000000000"
MICROSOFT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"


def applications(tenant: Tenant) -> Iterator[File]:
    """Yield registrations, service principals, assignments and delegated grants."""
    graph, exchange = ids(dice(tenant.seed, tenant.company.domain + " graph"), 2)
    known = software(tenant)
    owner = _owner(tenant)
    registered = [_application(tenant, *each[:3], owner) for each in known]
    principals = [_principal(tenant, each, app, sp) for each, _, app, sp in known]
    yield answer("applications", "applications(owners())", registered)
    shared = [_graph(graph), _exchange(exchange), *_strangers(tenant)]
    yield answer("servicePrincipals", "servicePrincipals", [*shared, *principals])
    path = "servicePrincipals/{0}/appRoleAssignedTo"
    context = "servicePrincipals('{0}')/appRoleAssignedTo"
    yield answer(path.format(graph), context.format(graph), _permissions(tenant, graph))
    for each, _, _, sp in known:
        if assigned := _assigned(tenant, each, sp):
            yield answer(path.format(sp), context.format(sp), assigned)
    yield answer("oauth2PermissionGrants", "oauth2PermissionGrants", _grants(tenant, graph))


def _owner(tenant: Tenant) -> dict[str, Any]:
    """Return the head of IT, who owns every registration."""
    row = next(
        each
        for each in tenant.people.iter_rows(named=True)
        if each["department"].startswith("IT") and each["rank"] == 0
    )
    return {
        "@odata.type": "#microsoft.graph.user",
        "id": row["id"],
        "displayName": row["name"],
        "userPrincipalName": row["upn"],
    }


def _application(
    tenant: Tenant, each: Software, object_id: str, app: str, owner: dict[str, Any]
) -> dict[str, Any]:
    ends = 20 if each.name == EXPIRING else 500
    return {
        "id": object_id,
        "appId": app,
        "displayName": each.name,
        "description": f"{each.service} (demo data)",
        "signInAudience": "AzureADMyOrg",
        "publisherDomain": tenant.company.domain,
        "createdDateTime": after(tenant.now, -600),
        "identifierUris": [],
        "passwordCredentials": [
            {
                "keyId": f"{app[:-4]}0001",
                "displayName": "production",
                "hint": "xxx",
                "secretText": None,
                "customKeyIdentifier": None,
                "startDateTime": after(tenant.now, ends - 730),
                "endDateTime": after(tenant.now, ends),
            }
        ],
        "keyCredentials": [],
        "owners": [owner],
    }


def _principal(tenant: Tenant, each: Software, app: str, sp: str) -> dict[str, Any]:
    certificate = {
        "keyId": f"{sp[:-4]}0002",
        "displayName": f"CN={each.name}",
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
        "key": None,
        "customKeyIdentifier": None,
        "startDateTime": after(tenant.now, -300),
        "endDateTime": after(tenant.now, 700),
    }
    return {
        "id": sp,
        "appId": app,
        "displayName": each.name,
        "servicePrincipalType": "Application",
        "accountEnabled": True,
        "appOwnerOrganizationId": tenant.id,
        "appRoleAssignmentRequired": bool(each.departments),
        "preferredSingleSignOnMode": "saml" if each.saml else "oidc",
        "publisherName": None,
        "verifiedPublisher": {"displayName": None, "verifiedPublisherId": None},
        "signInAudience": "AzureADMyOrg",
        "keyCredentials": [certificate] if each.saml else [],
        "passwordCredentials": [],
        "appRoles": [],
    }


def _strangers(tenant: Tenant) -> list[dict[str, Any]]:
    """Return applications of the source that are registered in a tenant that nobody knows."""
    count = tenant.planted.consents_to_strangers if tenant.company is SOURCE else 0
    drawn = ids(dice(tenant.seed, "strangers"), 3 * count)
    numbered = enumerate(zip(drawn[::3], drawn[1::3], drawn[2::3], strict=True), start=1)
    return [
        _graph(sp)
        | {
            "appId": app,
            "displayName": f"Mailtidy {number} (demo)",
            "appOwnerOrganizationId": home,
            "publisherName": "Mailtidy (demo)",
            "appRoles": [],
        }
        for number, (sp, app, home) in numbered
    ]


def _exchange(sp: str) -> dict[str, Any]:
    """Return Exchange Online, to which old mail clients sign in."""
    return _graph(sp) | {
        "appId": EXCHANGE_ONLINE,
        "displayName": "Office 365 Exchange Online",
        "appRoles": [],
    }


def _graph(sp: str) -> dict[str, Any]:
    roles = [
        {"id": id, "value": value, "displayName": value, "allowedMemberTypes": ["Application"],
         "description": value, "isEnabled": True, "origin": "Application"}
        for value, id in PERMISSIONS.items()
    ]  # fmt: skip
    return {
        "id": sp,
        "appId": GRAPH_APP,
        "displayName": "Microsoft Graph",
        "servicePrincipalType": "Application",
        "accountEnabled": True,
        "appOwnerOrganizationId": MICROSOFT,
        "appRoleAssignmentRequired": False,
        "preferredSingleSignOnMode": None,
        "publisherName": "Microsoft Services",
        "signInAudience": "AzureADMultipleOrgs",
        "keyCredentials": [],
        "passwordCredentials": [],
        "appRoles": roles,
    }


def _permissions(tenant: Tenant, graph: str) -> list[dict[str, Any]]:
    """Return the application permissions that were given on Microsoft Graph."""
    return [
        _assignment(tenant, sp, each.name, "ServicePrincipal", graph, "Microsoft Graph",
                    PERMISSIONS[value])
        for each, _, _, sp in software(tenant)
        for value in each.permissions
    ]  # fmt: skip


def _assigned(tenant: Tenant, each: Software, sp: str) -> list[dict[str, Any]]:
    """Return the department groups that are assigned to an application."""
    found = tenant.groups.filter(tenant.groups["sort"] == "department")
    return [
        _assignment(tenant, id, name, "Group", sp, each.name, NO_ROLE)
        for id, name in found.select("id", "name").iter_rows()
        if name.startswith(each.departments)
    ]


def _assignment(
    tenant: Tenant, who: str, name: str, kind: str, resource: str, resource_name: str, role: str
) -> dict[str, Any]:
    return {
        "id": f"{who[:8]}{resource[:8]}{role[:8]}",
        "deletedDateTime": None,
        "appRoleId": role,
        "createdDateTime": after(tenant.now, -400),
        "principalDisplayName": name,
        "principalId": who,
        "principalType": kind,
        "resourceDisplayName": resource_name,
        "resourceId": resource,
    }


def _grants(tenant: Tenant, graph: str) -> list[dict[str, Any]]:
    """Return what applications may do on behalf of people: one for all, one for one person.

    In the source there is also a stranger's that everybody was signed up for.
    """
    clients = [sp for _, _, _, sp in software(tenant)]
    person = tenant.people["id"][-1]
    asked = [
        (clients[0], "AllPrincipals", None, "User.Read openid profile"),
        (clients[2], "Principal", person, "Mail.Read offline_access"),
        *((each["id"], "AllPrincipals", None, "Mail.ReadWrite") for each in _strangers(tenant)),
    ]
    return [
        {
            "id": f"{client[:8]}{graph[:8]}{consent}",
            "clientId": client,
            "consentType": consent,
            "principalId": principal,
            "resourceId": graph,
            "scope": scope,
        }
        for client, consent, principal, scope in asked
    ]
