"""Settings that every tenant has, where the demo does not make them: in the shape of Graph.

All of them are invented.
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
        "policyMigrationState": "preMigration",
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
            {
                "@odata.type": f"#microsoft.graph.{kind}AuthenticationMethodConfiguration",
                "id": id,
                "state": state,
                "excludeTargets": [],
            }
            for kind, id, state in (
                ("fido2", "Fido2", "enabled"),
                ("microsoftAuthenticator", "MicrosoftAuthenticator", "enabled"),
                ("sms", "Sms", "enabled"),
                ("voice", "Voice", "disabled"),
                ("email", "Email", "disabled"),
            )
        ],
    },
    "policies/adminConsentRequestPolicy": {
        "isEnabled": False,
        "notifyReviewers": False,
        "remindersEnabled": False,
        "requestDurationInDays": 0,
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
        "isEnabled": False,
        "applicationRestrictions": {"passwordCredentials": [], "keyCredentials": []},
        "servicePrincipalRestrictions": {"passwordCredentials": [], "keyCredentials": []},
    },
    "admin/reportSettings": {"displayConcealedNames": False},
    "admin/sharepoint/settings": {
        "isLegacyAuthProtocolsEnabled": True,
        "isResharingByExternalUsersEnabled": True,
        "sharingCapability": "externalUserSharingOnly",
        "sharingDomainRestrictionMode": "none",
    },
}
