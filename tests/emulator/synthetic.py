"""A tenant of exact size for benchmarks: plain objects, all of them invented."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from .settings import SINGLES
from .tenant import Row, Tenant

DOMAIN = "bench.example"
E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965"
MICROSOFT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"


@dataclass(frozen=True)
class Size:
    """How many objects of each kind."""

    users: int = 10_000
    groups: int = 2_000
    memberships: int = 100_000
    devices: int = 12_000
    managed_devices: int = 10_000
    service_principals: int = 500
    applications: int = 100
    legacy_sign_ins: int = 20_000


def id_of(kind: int, number: int) -> str:
    """Return the id of an object: a different beginning for each kind."""
    return str(uuid.UUID(int=(kind << 96) + number))


USER, GROUP, DEVICE, PRINCIPAL, APPLICATION, OTHER = range(1, 7)


def synthetic(size: Size) -> Tenant:
    """Return the tenant; the same size gives the same tenant."""
    users = [_user(number) for number in range(size.users)]
    groups = [_group(number) for number in range(size.groups)]
    lists: dict[str, list[Row]] = {
        "users": users,
        "groups": groups,
        "devices": [_device(number, size.users) for number in range(size.devices)],
        "deviceManagement/managedDevices": [
            _managed(number, size.users) for number in range(size.managed_devices)
        ],
        "servicePrincipals": [_principal(number) for number in range(size.service_principals)],
        "applications": [_application(number) for number in range(size.applications)],
        "reports/authenticationMethods/userRegistrationDetails": [
            _registration(user) for user in users
        ],
        "auditLogs/signIns": [
            _sign_in(n, users[n % size.users]) for n in range(size.legacy_sign_ins)
        ],
        "auditLogs/directoryAudits": _audits(users, groups),
        "domains": [_domain()],
        "organization": [{"id": id_of(OTHER, 1), "displayName": "Bench (invented)",
                          "verifiedDomains": [{"name": DOMAIN, "isDefault": True}]}],
        "subscribedSkus": [_sku(size.users)],
        "identity/conditionalAccess/policies": [],
        "identity/conditionalAccess/namedLocations": [],
        "teams": [],
        "sites/getAllSites": [],
        "oauth2PermissionGrants": [],
    }  # fmt: skip
    lists |= _members(size)
    return Tenant(id_of(OTHER, 1), lists, dict(SINGLES), _reports(users))


def _members(size: Size) -> dict[str, list[Row]]:
    """Return memberships spread evenly, but for the first group, which holds everyone."""
    found = {f"groups/{id_of(GROUP, 0)}/members": [_member(n) for n in range(size.users)]}
    left, others = size.memberships - size.users, size.groups - 1
    for number in range(1, size.groups):
        start, end = left * (number - 1) // others, left * number // others
        ids = [(place * 7 + number) % size.users for place in range(start, end)]
        found[f"groups/{id_of(GROUP, number)}/members"] = [_member(n) for n in dict.fromkeys(ids)]
    return found


def _member(number: int) -> Row:
    return {"@odata.type": "#microsoft.graph.user", "id": id_of(USER, number)}


def _user(number: int) -> Row:
    upn = f"person{number}@{DOMAIN}"
    return {
        "id": id_of(USER, number),
        "displayName": f"Person {number}",
        "givenName": "Person",
        "surname": str(number),
        "userPrincipalName": upn,
        "mail": upn,
        "mailNickname": f"person{number}",
        "proxyAddresses": [f"SMTP:{upn}"],
        "accountEnabled": True,
        "userType": "Member",
        "department": f"Department {number % 40}",
        "usageLocation": "NL",
        "createdDateTime": "2022-01-01T00:00:00Z",
        "assignedLicenses": [{"disabledPlans": [], "skuId": E3}],
        "signInActivity": {
            "lastSignInDateTime": "2026-01-05T08:00:00Z",
            "lastNonInteractiveSignInDateTime": "2026-01-05T08:00:00Z",
        },
        "manager": {"@odata.type": "#microsoft.graph.user", "id": id_of(USER, number // 10)},
    }


def _group(number: int) -> Row:
    return {
        "id": id_of(GROUP, number),
        "displayName": f"Group {number}",
        "mail": f"group{number}@{DOMAIN}",
        "mailEnabled": True,
        "mailNickname": f"group{number}",
        "proxyAddresses": [f"SMTP:group{number}@{DOMAIN}"],
        "securityEnabled": False,
        "groupTypes": ["Unified"],
        "membershipRule": None,
        "visibility": "Private",
        "createdDateTime": "2022-01-01T00:00:00Z",
        "resourceProvisioningOptions": [],
        "owners": [_member(number)],
    }


def _device(number: int, users: int) -> Row:
    return {
        "id": id_of(DEVICE, number),
        "deviceId": id_of(DEVICE, number + 10**6),
        "displayName": f"LT-{number}",
        "operatingSystem": "Windows",
        "operatingSystemVersion": "10.0.26100.4351",
        "trustType": "AzureAd",
        "isManaged": True,
        "isCompliant": True,
        "accountEnabled": True,
        "approximateLastSignInDateTime": "2026-01-05T08:00:00Z",
        "registeredOwners": [_member(number % users)],
    }


def _managed(number: int, users: int) -> Row:
    return {
        "id": id_of(DEVICE, number + 2 * 10**6),
        "azureADDeviceId": id_of(DEVICE, number + 10**6),
        "deviceName": f"LT-{number}",
        "userId": id_of(USER, number % users),
        "userPrincipalName": f"person{number % users}@{DOMAIN}",
        "operatingSystem": "Windows",
        "osVersion": "10.0.26100.4351",
        "complianceState": "compliant",
        "managementAgent": "mdm",
        "lastSyncDateTime": "2026-01-05T08:00:00Z",
    }


def _principal(number: int) -> Row:
    return {
        "id": id_of(PRINCIPAL, number),
        "appId": id_of(PRINCIPAL, number + 10**6),
        "displayName": f"Application {number}",
        "servicePrincipalType": "Application",
        "accountEnabled": True,
        "appOwnerOrganizationId": id_of(OTHER, 1) if number % 2 else MICROSOFT,
        "appRoleAssignmentRequired": False,
        "keyCredentials": [],
        "passwordCredentials": [],
        "appRoles": [],
    }


def _application(number: int) -> Row:
    return {
        "id": id_of(APPLICATION, number),
        "appId": id_of(PRINCIPAL, number + 10**6),
        "displayName": f"Application {number}",
        "signInAudience": "AzureADMyOrg",
        "createdDateTime": "2022-01-01T00:00:00Z",
        "passwordCredentials": [],
        "keyCredentials": [],
        "owners": [_member(number)],
    }


def _registration(user: Row) -> Row:
    return {
        "id": user["id"],
        "userPrincipalName": user["userPrincipalName"],
        "userDisplayName": user["displayName"],
        "userType": "member",
        "isAdmin": False,
        "isSsprRegistered": True,
        "isSsprEnabled": True,
        "isSsprCapable": True,
        "isMfaRegistered": True,
        "isMfaCapable": True,
        "isPasswordlessCapable": False,
        "methodsRegistered": ["microsoftAuthenticatorPush"],
        "lastUpdatedDateTime": "2026-01-05T08:00:00Z",
    }


def _sign_in(number: int, user: Row) -> Row:
    minute = number % 1440
    return {
        "id": id_of(OTHER, number + 10**6),
        "createdDateTime": f"2026-01-05T{minute // 60:02}:{minute % 60:02}:00Z",
        "userDisplayName": user["displayName"],
        "userPrincipalName": user["userPrincipalName"],
        "userId": user["id"],
        "appId": "00000002-0000-0ff1-ce00-000000000000",
        "appDisplayName": "Office 365 Exchange Online",
        "ipAddress": "192.0.2.7",
        "clientAppUsed": "IMAP4" if number % 2 else "POP3",
        "conditionalAccessStatus": "success",
        "isInteractive": False,
        "status": {"errorCode": 0, "failureReason": "Other."},
    }


def _audits(users: list[Row], groups: list[Row]) -> list[Row]:
    """Return one entry per hundred users: somebody was added to a group."""
    return [_added(place, user, groups[0]) for place, user in enumerate(users[::100]) if groups]


def _added(place: int, user: Row, group: Row) -> Row:
    target = {"id": group["id"], "displayName": group["displayName"], "type": "Group"}
    who = {name: user.get(name) for name in ("id", "displayName", "userPrincipalName")}
    return {
        "id": f"Directory_{place:06}",
        "category": "GroupManagement",
        "correlationId": f"00000000-0000-0000-0000-{place:012}",
        "result": "success",
        "resultReason": "",
        "activityDisplayName": "Add member to group",
        "activityDateTime": str(user.get("createdDateTime")),
        "loggedByService": "Core Directory",
        "operationType": "Assign",
        "initiatedBy": {"user": {**who, "ipAddress": "192.0.2.1"}, "app": None},
        "targetResources": [
            {**target, "userPrincipalName": None, "groupType": "unifiedGroups",
             "modifiedProperties": []}
        ],
        "additionalDetails": [],
    }  # fmt: skip


def _domain() -> Row:
    return {"id": DOMAIN, "authenticationType": "Managed", "isDefault": True, "isInitial": False,
            "isRoot": True, "isVerified": True, "supportedServices": ["Email"]}  # fmt: skip


def _sku(users: int) -> Row:
    plans: list[dict[str, Any]] = [
        {"servicePlanId": id_of(OTHER, place), "servicePlanName": name, "appliesTo": "User",
         "provisioningStatus": "Success"}
        for place, name in enumerate(("AAD_PREMIUM", "AAD_PREMIUM_P2", "EXCHANGE_S_ENTERPRISE"), 2)
    ]  # fmt: skip
    enabled = {"enabled": users + 10, "suspended": 0, "warning": 0, "lockedOut": 0}
    return {"id": f"{id_of(OTHER, 1)}_{E3}", "skuId": E3, "skuPartNumber": "SPE_E5",
            "appliesTo": "User", "capabilityStatus": "Enabled", "consumedUnits": users,
            "prepaidUnits": enabled, "servicePlans": plans}  # fmt: skip


def _reports(users: list[Row]) -> dict[str, bytes]:
    """Return the mailbox report; the others hold their header only."""
    head = "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Item Count,"
    lines = [f"{head}Storage Used (Byte),Report Period"]
    lines += [
        f"2026-01-05,{user['userPrincipalName']},{user['displayName']},False,1000,2147483648,30"
        for user in users
    ]
    return {"getMailboxUsageDetail": ("\n".join(lines) + "\n").encode()}
