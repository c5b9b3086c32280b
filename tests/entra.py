"""Entra ID of Harbour Foods as ScubaGear exports it, good in every way; a test spoils one thing.

``changed`` returns a copy with some properties replaced, named by their path:
``changed(KEYS, {"Conditions.Users.ExcludeUsers": ["dara"]})``.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from enum import Enum
from typing import Any

from pilotage.assess.roles import GLOBAL_ADMINISTRATOR, HIGHLY_PRIVILEGED


class Gone(Enum):
    """A property that the export does not have; an enum, so that tests keep their names."""

    GONE = "gone"


GONE = Gone.GONE
"""Stands for a property that is to be left out."""


def changed(thing: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of ``thing`` with the values at these dotted paths replaced or left out."""
    made: dict[str, Any] = deepcopy(dict(thing))
    for path, value in changes.items():
        *way, last = path.split(".")
        inner = made
        for name in way:
            inner = inner.setdefault(name, {})
        if value is GONE:
            inner.pop(last, None)
        else:
            inner[last] = value
    return made


POLICY = {
    "Id": "policy",
    "DisplayName": "Policy",
    "State": "enabled",
    "Conditions": {
        "Users": {
            "IncludeUsers": ["All"],
            "ExcludeUsers": [],
            "IncludeGroups": [],
            "ExcludeGroups": [],
            "IncludeRoles": [],
            "ExcludeRoles": [],
            "IncludeGuestsOrExternalUsers": None,
            "ExcludeGuestsOrExternalUsers": None,
        },
        "Applications": {
            "IncludeApplications": ["All"],
            "ExcludeApplications": [],
            "IncludeUserActions": [],
            "IncludeAuthenticationContextClassReferences": [],
            "ApplicationFilter": None,
        },
        "ClientAppTypes": ["all"],
        "Platforms": None,
        "Locations": None,
        "Devices": None,
        "SignInRiskLevels": [],
        "UserRiskLevels": [],
        "Times": None,
    },
    "GrantControls": {"Operator": "OR", "BuiltInControls": [], "AuthenticationStrength": None},
    "SessionControls": None,
}
"""A policy for everyone and everything that asks for nothing yet."""

CONTROLS = "GrantControls.BuiltInControls"
STRENGTH = "GrantControls.AuthenticationStrength"
BLOCK = {CONTROLS: ["block"]}
MANAGED = {CONTROLS: ["compliantDevice", "domainJoinedDevice"]}
RESISTANT = {
    STRENGTH: {
        "DisplayName": "Phishing-resistant MFA",
        "AllowedCombinations": ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"],
    }
}

ACCESS = {
    "identity.legacy_auth_blocked": (
        "MS.AAD.1.1v1",
        {"Conditions.ClientAppTypes": ["exchangeActiveSync", "other"], **BLOCK},
    ),
    "identity.risky_users_blocked": (
        "MS.AAD.2.1v1",
        {"Conditions.UserRiskLevels": ["high"], **BLOCK},
    ),
    "identity.risky_sign_ins_blocked": (
        "MS.AAD.2.3v1",
        {"Conditions.SignInRiskLevels": ["high"], **BLOCK},
    ),
    "identity.phishing_resistant_for_all": ("MS.AAD.3.1v1", RESISTANT),
    "identity.mfa_enforced": ("MS.AAD.3.2v2", {CONTROLS: ["mfa"]}),
    "identity.phishing_resistant_required": (
        "MS.AAD.3.6v1",
        {
            "Conditions.Users.IncludeUsers": [],
            "Conditions.Users.IncludeRoles": list(HIGHLY_PRIVILEGED),
            **RESISTANT,
        },
    ),
    "identity.managed_device_required": ("MS.AAD.3.7v1", MANAGED),
    "identity.registration_needs_managed_device": (
        "MS.AAD.3.8v1",
        {
            "Conditions.Applications.IncludeApplications": [],
            "Conditions.Applications.IncludeUserActions": ["urn:user:registersecurityinfo"],
            **MANAGED,
        },
    ),
    "identity.device_code_blocked": (
        "MS.AAD.3.9v1",
        {"Conditions.AuthenticationFlows": {"TransferMethods": "deviceCodeFlow"}, **BLOCK},
    ),
}
"""The public id of each check of Conditional Access, and what makes ``POLICY`` meet it."""


def policy_for(check: str, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the policy that meets a check, with some properties replaced."""
    return changed(POLICY, {**ACCESS[check][1], **(changes or {})})


P2 = {"ServicePlanName": "AAD_PREMIUM_P2", "ProvisioningStatus": "Success"}

NOTIFICATIONS = (
    "Notification_Admin_Admin_Eligibility",
    "Notification_Admin_Admin_Assignment",
    "Notification_Admin_EndUser_Assignment",
)


def rules(source: str) -> list[dict[str, Any]]:
    """Return the rules of a role, or of a group that holds it, as they should be."""
    told = {"RuleSource": source, "NotificationRecipients": ["watch@harbour.example"]}
    approval = {
        "Id": "Approval_EndUser_Assignment",
        "RuleSource": source,
        "Setting": {"IsApprovalRequired": True},
    }
    return [approval, *({"Id": id, **told} for id in NOTIFICATIONS)]


def role(template: str = GLOBAL_ADMINISTRATOR, /, **changes: Any) -> dict[str, Any]:
    """Return a role with one assignment that ends, as Privileged Identity Management gives it."""
    name = HIGHLY_PRIVILEGED[template]
    assignment = {
        "PrincipalId": "chen",
        "AssignmentType": "Assigned",
        "StartDateTime": "/Date(1767949200000)/",
        "EndDateTime": "/Date(1769158800000)/",
    }
    return {
        "DisplayName": name,
        "RoleTemplateId": template,
        "Assignments": [assignment],
        "Rules": rules(name),
        **changes,
    }


def assigned(**changes: Any) -> dict[str, Any]:
    """Return an assignment of a role with some properties replaced."""
    return {**role()["Assignments"][0], **changes}


def restriction(type: str, **changes: Any) -> dict[str, Any]:
    """Return a restriction of the app management policy that holds for all."""
    lifetime = {"passwordLifetime": "P180D", "symmetricKeyLifetime": "P180D"}
    return {
        "restrictionType": type,
        "state": "enabled",
        "maxLifetime": {**lifetime, "asymmetricKeyLifetime": "P365D"}.get(type),
        "restrictForAppsCreatedAfterDateTime": None,
        "excludeActors": None,
        **changes,
    }


KINDS = ("applicationRestrictions", "servicePrincipalRestrictions")


def app_policy(
    *passwords: Mapping[str, Any], keys: Any = (), only: str = "", **changes: Any
) -> dict[str, Any]:
    """Return an app management policy with these restrictions; ``only`` names one kind."""
    both = {"passwordCredentials": list(passwords), "keyCredentials": list(keys)}
    kinds = {kind: both if only in ("", kind) else {} for kind in KINDS}
    return {"id": "policy", "isEnabled": True, **kinds, **changes}
