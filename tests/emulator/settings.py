"""Settings that every tenant has, where the demo does not make them: in the shape of Graph.

All of them are invented, and sound: what is wrong in the demo is what the demo plants.
"""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]

EVERYONE = {"accessType": "allowed", "targets": [{"target": "AllUsers", "targetType": "user"}]}
EVERY_APP = {
    "accessType": "allowed",
    "targets": [{"target": "AllApplications", "targetType": "application"}],
}
OPEN = {"usersAndGroups": EVERYONE, "applications": EVERY_APP}

NOBODY = {"targetType": "group", "id": "00000000-0000-0000-0000-000000000000"}
SHOWN_TO_ALL = {
    "state": "enabled",
    "includeTarget": {"targetType": "group", "id": "all_users"},
    "excludeTarget": NOBODY,
}


def _method(kind: str, id: str, state: str, **more: Any) -> Row:
    """Return how one authentication method may be used."""
    type = f"#microsoft.graph.{kind}AuthenticationMethodConfiguration"
    return {"@odata.type": type, "id": id, "state": state, "excludeTargets": [], **more}


def _restriction(what: str, longest: str | None) -> Row:
    """Return what no application may have, or for how long at most."""
    return {
        "restrictionType": what,
        "state": "enabled",
        "maxLifetime": longest,
        "restrictForAppsCreatedAfterDateTime": None,
    }


RESTRICTIONS = {
    "passwordCredentials": [
        _restriction("passwordAddition", None),
        _restriction("symmetricKeyAddition", None),
        _restriction("passwordLifetime", "P180D"),
        _restriction("symmetricKeyLifetime", "P180D"),
    ],
    "keyCredentials": [_restriction("asymmetricKeyLifetime", "P365D")],
}
SINGLES: dict[str, Row] = {
    "policies/authorizationPolicy": {
        "id": "authorizationPolicy",
        "displayName": "Authorization Policy",
        "allowInvitesFrom": "everyone",
        "guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3",
        "defaultUserRolePermissions": {
            "allowedToCreateApps": True,
            "permissionGrantPoliciesAssigned": [],
        },
    },
    "policies/identitySecurityDefaultsEnforcementPolicy": {
        "id": "00000000-0000-0000-0000-000000000005",
        "displayName": "Security Defaults",
        "isEnabled": False,
    },
    "policies/authenticationMethodsPolicy": {
        "id": "authenticationMethodsPolicy",
        "displayName": "Authentication Methods Policy",
        "description": "Which methods may be used (demo data)",
        "lastModifiedDateTime": "2025-01-01T00:00:00Z",
        "policyVersion": "1.5",
        "policyMigrationState": "migrationComplete",
        "registrationEnforcement": {
            "authenticationMethodsRegistrationCampaign": {
                "snoozeDurationInDays": 1,
                "enforceRegistrationAfterAllowedSnoozes": True,
                "state": "default",
                "excludeTargets": [],
                "includeTargets": [],
            }
        },
        "authenticationMethodConfigurations": [
            _method("fido2", "Fido2", "enabled"),
            _method(
                "microsoftAuthenticator",
                "MicrosoftAuthenticator",
                "enabled",
                isSoftwareOathEnabled=False,
                featureSettings={
                    "displayAppInformationRequiredState": SHOWN_TO_ALL,
                    "displayLocationInformationRequiredState": SHOWN_TO_ALL,
                },
            ),
            _method("sms", "Sms", "disabled"),
            _method("voice", "Voice", "disabled"),
            _method("email", "Email", "disabled"),
        ],
    },
    "policies/adminConsentRequestPolicy": {
        "isEnabled": True,
        "notifyReviewers": True,
        "remindersEnabled": True,
        "requestDurationInDays": 30,
        "version": 0,
        "reviewers": [],
    },
    "policies/crossTenantAccessPolicy": {
        "id": "crossTenantAccessPolicy",
        "displayName": "CrossTenantAccessPolicy",
        "allowedCloudEndpoints": [],
    },
    "policies/crossTenantAccessPolicy/default": {
        "isServiceDefault": True,
        "inboundTrust": {
            "isMfaAccepted": False,
            "isCompliantDeviceAccepted": False,
            "isHybridAzureADJoinedDeviceAccepted": False,
        },
        "automaticUserConsentSettings": {"inboundAllowed": False, "outboundAllowed": False},
        "b2bCollaborationOutbound": OPEN,
        "b2bCollaborationInbound": OPEN,
    },
    "policies/defaultAppManagementPolicy": {
        "id": "00000000-0000-0000-0000-000000000000",
        "displayName": "Default app management tenant policy",
        "description": "Restrictions on applications (demo data)",
        "isEnabled": True,
        "applicationRestrictions": RESTRICTIONS,
        "servicePrincipalRestrictions": RESTRICTIONS,
    },
    "admin/reportSettings": {"displayConcealedNames": False},
    "admin/sharepoint/settings": {
        "isLegacyAuthProtocolsEnabled": True,
        "isResharingByExternalUsersEnabled": True,
        "sharingCapability": "externalUserSharingOnly",
        "sharingDomainRestrictionMode": "none",
    },
}
