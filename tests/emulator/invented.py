"""Objects of the synthetic tenant, each made from its number. All of them are invented."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

Row = dict[str, Any]

DOMAIN = "bench.example"
E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965"
MICROSOFT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"
USER, GROUP, DEVICE, PRINCIPAL, APPLICATION, OTHER = range(1, 7)
REPORTS = {
    "getMailboxUsageDetail": "Report Refresh Date,User Principal Name,Is Deleted,Item Count,"
    "Storage Used (Byte),Report Period",
    "getOneDriveUsageAccountDetail": "Report Refresh Date,Site Id,Site URL,Owner Display Name,"
    "Is Deleted,Last Activity Date,File Count,Active File Count,Storage Used (Byte),"
    "Storage Allocated (Byte),Owner Principal Name,Report Period",
    "getSharePointSiteUsageDetail": "Report Refresh Date,Site Id,Site URL,Owner Display Name,"
    "Is Deleted,Last Activity Date,File Count,Active File Count,Page View Count,"
    "Visited Page Count,Storage Used (Byte),Storage Allocated (Byte),Root Web Template,"
    "Owner Principal Name,Report Period",
    "getTeamsTeamActivityDetail": "Report Refresh Date,Team Name,Team Id,Team Type,"
    "Last Activity Date,Report Period",
    "getEmailAppUsageUserDetail": "Report Refresh Date,User Principal Name,Display Name,"
    "Is Deleted,Deleted Date,Last Activity Date,POP3 App,IMAP4 App,SMTP App,Report Period",
}
"""https://learn.microsoft.com/graph/api/resources/report"""


def id_of(kind: int, number: int) -> str:
    """Return the id of an object: a different beginning for each kind."""
    return str(uuid.UUID(int=(kind << 96) + number))


TENANT = id_of(OTHER, 1)


def member(number: int) -> Row:
    """Return a reference to a user."""
    return {"@odata.type": "#microsoft.graph.user", "id": id_of(USER, number)}


def user(number: int) -> Row:
    """Return a person with a manager and a licence."""
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


def group(number: int) -> Row:
    """Return a group with an owner."""
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
        "owners": [member(number)],
    }


def device(number: int, users: int) -> Row:
    """Return a laptop of the directory."""
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
        "registeredOwners": [member(number % users)],
    }


def managed(number: int, users: int) -> Row:
    """Return the same laptop as device management sees it."""
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


def principal(number: int) -> Row:
    """Return an application that can be used."""
    return {
        "id": id_of(PRINCIPAL, number),
        "appId": id_of(PRINCIPAL, number + 10**6),
        "displayName": f"Application {number}",
        "servicePrincipalType": "Application",
        "accountEnabled": True,
        "appOwnerOrganizationId": TENANT if number % 2 else MICROSOFT,
        "appRoleAssignmentRequired": False,
        "keyCredentials": [],
        "passwordCredentials": [],
        "appRoles": [],
    }


def application(number: int) -> Row:
    """Return an application registration."""
    return {
        "id": id_of(APPLICATION, number),
        "appId": id_of(PRINCIPAL, number + 10**6),
        "displayName": f"Application {number}",
        "signInAudience": "AzureADMyOrg",
        "createdDateTime": "2022-01-01T00:00:00Z",
        "passwordCredentials": [],
        "keyCredentials": [],
        "owners": [member(number)],
    }


def registration(user: Row) -> Row:
    """Return what a person has registered for MFA."""
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


def sign_in(number: int, user: Row, before: datetime) -> Row:
    """Return a sign-in of an old mail client in the day that ended at ``before``."""
    return {
        "id": id_of(OTHER, number + 10**6),
        "createdDateTime": f"{before - timedelta(minutes=number % 1440):%Y-%m-%dT%H:%M:%SZ}",
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


def audit(number: int, user: Row, before: datetime) -> Row:
    """Return an entry of the directory's log: somebody was added to a group."""
    target = {"id": id_of(GROUP, 0), "displayName": "Group 0", "type": "Group"}
    who = {name: user[name] for name in ("id", "displayName", "userPrincipalName")}
    return {
        "id": f"Directory_{number:06}",
        "category": "GroupManagement",
        "correlationId": id_of(OTHER, number + 2 * 10**6),
        "result": "success",
        "activityDisplayName": "Add member to group",
        "activityDateTime": f"{before - timedelta(minutes=number % 1440):%Y-%m-%dT%H:%M:%SZ}",
        "loggedByService": "Core Directory",
        "initiatedBy": {"user": {**who, "ipAddress": "192.0.2.1"}, "app": None},
        "targetResources": [{**target, "modifiedProperties": []}],
    }


def organization() -> Row:
    """Return the organisation."""
    domains = [{"name": DOMAIN, "isDefault": True, "isInitial": True, "type": "Managed"}]
    return {"id": TENANT, "displayName": "Bench (invented)", "verifiedDomains": domains}


def domain() -> Row:
    """Return the only domain."""
    return {"id": DOMAIN, "authenticationType": "Managed", "isDefault": True, "isInitial": False,
            "isRoot": True, "isVerified": True, "supportedServices": ["Email"]}  # fmt: skip


def sku(users: int) -> Row:
    """Return the licence that everybody has."""
    plans: list[dict[str, Any]] = [
        {"servicePlanId": id_of(OTHER, place), "servicePlanName": name, "appliesTo": "User",
         "provisioningStatus": "Success"}
        for place, name in enumerate(("AAD_PREMIUM", "AAD_PREMIUM_P2", "EXCHANGE_S_ENTERPRISE"), 2)
    ]  # fmt: skip
    enabled = {"enabled": users + 10, "suspended": 0, "warning": 0, "lockedOut": 0}
    return {"id": f"{TENANT}_{E3}", "skuId": E3, "skuPartNumber": "SPE_E5",
            "appliesTo": "User", "capabilityStatus": "Enabled", "consumedUnits": users,
            "prepaidUnits": enabled, "servicePlans": plans}  # fmt: skip


def reports(users: list[Row]) -> dict[str, bytes]:
    """Return the usage reports: of mailboxes with everybody, the others with nobody."""
    lines = [f"2026-01-05,{each['userPrincipalName']},False,1000,2147483648,30" for each in users]
    found = {name: f"{columns}\n".encode() for name, columns in REPORTS.items()}
    found["getMailboxUsageDetail"] += "".join(f"{line}\n" for line in lines).encode()
    return found
