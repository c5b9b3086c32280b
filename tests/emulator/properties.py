"""The properties that ``$select`` may name, and those that come without it.

Source  https://learn.microsoft.com/graph/api/resources/user, /group, /device, /application,
        /serviceprincipal
"""

from __future__ import annotations

from collections.abc import Mapping

KNOWN: Mapping[str, frozenset[str]] = {
    kind: frozenset(names.split())
    for kind, names in {
        "user": """
            accountEnabled ageGroup assignedLicenses assignedPlans authorizationInfo
            businessPhones city companyName country createdDateTime creationType
            customSecurityAttributes deletedDateTime department displayName employeeHireDate
            employeeId employeeLeaveDateTime employeeOrgData employeeType externalUserState
            externalUserStateChangeDateTime faxNumber givenName id identities imAddresses
            isResourceAccount jobTitle lastPasswordChangeDateTime licenseAssignmentStates mail
            mailNickname mobilePhone officeLocation onPremisesDistinguishedName
            onPremisesDomainName onPremisesExtensionAttributes onPremisesImmutableId
            onPremisesLastSyncDateTime onPremisesProvisioningErrors onPremisesSamAccountName
            onPremisesSecurityIdentifier onPremisesSyncEnabled onPremisesUserPrincipalName
            otherMails passwordPolicies passwordProfile perUserMfaState postalCode
            preferredDataLocation preferredLanguage provisionedPlans proxyAddresses
            refreshTokensValidFromDateTime securityIdentifier serviceProvisioningErrors
            showInAddressList signInActivity signInSessionsValidFromDateTime state streetAddress
            surname usageLocation userPrincipalName userType
        """,
        "group": """
            assignedLabels assignedLicenses classification createdDateTime creationOptions
            deletedDateTime description displayName expirationDateTime groupTypes
            hasMembersWithLicenseErrors id isAssignableToRole isManagementRestricted
            licenseProcessingState mail mailEnabled mailNickname membershipRule
            membershipRuleProcessingState onPremisesDomainName onPremisesLastSyncDateTime
            onPremisesNetBiosName onPremisesProvisioningErrors onPremisesSamAccountName
            onPremisesSecurityIdentifier onPremisesSyncEnabled preferredDataLocation
            preferredLanguage proxyAddresses renewedDateTime resourceBehaviorOptions
            resourceProvisioningOptions securityEnabled securityIdentifier
            serviceProvisioningErrors theme uniqueName visibility members owners
        """,
        "device": """
            accountEnabled alternativeSecurityIds approximateLastSignInDateTime
            complianceExpirationDateTime deletedDateTime deviceCategory deviceId deviceMetadata
            deviceOwnership deviceVersion displayName enrollmentProfileName enrollmentType
            extensionAttributes id isCompliant isManaged isManagementRestricted isRooted
            managementType manufacturer mdmAppId model onPremisesLastSyncDateTime
            onPremisesSecurityIdentifier onPremisesSyncEnabled operatingSystem
            operatingSystemVersion physicalIds profileType registrationDateTime systemLabels
            trustType
        """,
        "application": """
            addIns api appId appRoles applicationTemplateId certification createdDateTime
            defaultRedirectUri deletedDateTime description disabledByMicrosoftStatus displayName
            groupMembershipClaims id identifierUris info isDeviceOnlyAuthSupported
            isFallbackPublicClient keyCredentials nativeAuthenticationApisEnabled notes
            optionalClaims parentalControlSettings passwordCredentials publicClient
            publisherDomain requestSignatureVerification requiredResourceAccess samlMetadataUrl
            serviceManagementReference servicePrincipalLockConfiguration signInAudience spa tags
            tokenEncryptionKeyId uniqueName verifiedPublisher web
        """,
        "servicePrincipal": """
            accountEnabled addIns alternativeNames appDescription appDisplayName appId
            appOwnerOrganizationId appRoleAssignmentRequired appRoles applicationTemplateId
            createdDateTime customSecurityAttributes deletedDateTime description
            disabledByMicrosoftStatus displayName homepage id info keyCredentials loginUrl
            logoutUrl notes notificationEmailAddresses oauth2PermissionScopes
            passwordCredentials preferredSingleSignOnMode
            preferredTokenSigningKeyEndDateTime preferredTokenSigningKeyThumbprint
            publisherName replyUrls resourceSpecificApplicationPermissions samlSingleSignOnSettings
            servicePrincipalNames servicePrincipalType signInAudience tags tokenEncryptionKeyId
            verifiedPublisher
        """,
    }.items()
}
LINKED = frozenset(
    {
        "appRoleAssignedTo",
        "manager",
        "members",
        "owners",
        "policy",
        "principal",
        "registeredOwners",
    }
)
"""What only ``$expand`` brings: other objects."""

BY_DEFAULT: Mapping[str, tuple[str, ...]] = {
    "user": (
        "businessPhones",
        "displayName",
        "givenName",
        "jobTitle",
        "mail",
        "mobilePhone",
        "officeLocation",
        "preferredLanguage",
        "surname",
        "userPrincipalName",
        "id",
    ),
}
EMPTY_LISTS = frozenset({"businessPhones", "proxyAddresses", "otherMails", "imAddresses"})
"""Properties that are an empty list, and never null, where nothing is in them."""
