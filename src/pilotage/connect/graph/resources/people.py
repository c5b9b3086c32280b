"""People: accounts, last sign-ins, registered methods."""

from __future__ import annotations

from pilotage.connect.graph.declared import PREMIUM, Resource
from pilotage.connect.graph.throttle import DIRECTORY, IDENTITY_REPORTS, SIGN_IN_ACTIVITY

READER = "Reports Reader"
RESOURCES = (
    Resource(
        "users",
        "People and other accounts, their addresses and licences",
        "/users",
        DIRECTORY,
        "user-list",
        tables=("users", "addresses", "licences_assigned"),
        select=(
            "id",
            "userPrincipalName",
            "mail",
            "mailNickname",
            "displayName",
            "accountEnabled",
            "userType",
            "department",
            "jobTitle",
            "officeLocation",
            "usageLocation",
            "employeeType",
            "createdDateTime",
            "lastPasswordChangeDateTime",
            "onPremisesSyncEnabled",
            "onPremisesImmutableId",
            "proxyAddresses",
            "assignedLicenses",
        ),
        expand="manager($select=id)",
        top=999,
        cost=2,
        counted=True,
        application=("User.Read.All",),
        delegated=("User.Read.All",),
    ),
    Resource(
        "signInActivity",
        "When people last signed in",
        "/users",
        SIGN_IN_ACTIVITY,
        "resources/signinactivity",
        adds=("users",),
        select=("id", "signInActivity"),
        top=500,
        application=("User.Read.All", "AuditLog.Read.All"),
        delegated=("User.Read.All", "AuditLog.Read.All"),
        role=READER,
        licence=PREMIUM,
    ),
    Resource(
        "userRegistrationDetails",
        "Which authentication methods people have registered",
        "/reports/authenticationMethods/userRegistrationDetails",
        IDENTITY_REPORTS,
        "authenticationmethodsroot-list-userregistrationdetails",
        tables=("authentication_registration",),
        top=999,
        application=("AuditLog.Read.All",),
        delegated=("AuditLog.Read.All",),
        role=READER,
        licence=PREMIUM,
    ),
)
