"""Conditional Access, named locations and tenant policies as Graph answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from pilotage.demo.chance import after, dice, ids
from pilotage.demo.graph.administration import PRIVILEGED, ROLES
from pilotage.demo.graph.pages import File, answer
from pilotage.demo.groups import EXCEPTIONS
from pilotage.demo.sides import SOURCE
from pilotage.demo.tenant import Tenant

NOTHING_ELSE: dict[str, Any] = {
    "userRiskLevels": [],
    "signInRiskLevels": [],
    "servicePrincipalRiskLevels": [],
    "insiderRiskLevels": None,
    "platforms": None,
    "devices": None,
    "clientApplications": None,
}
NO_APPLICATIONS: dict[str, Any] = {
    "excludeApplications": [],
    "includeUserActions": [],
    "includeAuthenticationContextClassReferences": [],
    "applicationFilter": None,
}
NOBODY: dict[str, Any] = {
    "includeGroups": [],
    "excludeGroups": [],
    "includeRoles": [],
    "excludeRoles": [],
    "includeGuestsOrExternalUsers": None,
    "excludeGuestsOrExternalUsers": None,
}
LEGACY_CLIENTS = ["exchangeActiveSync", "other"]
PHISHING_RESISTANT = {
    "id": "00000000-0000-0000-0000-000000000004",
    "displayName": "Phishing-resistant MFA",
    "policyType": "builtIn",
    "requirementsSatisfied": "mfa",
    "allowedCombinations": ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"],
}


def policies(tenant: Tenant) -> Iterator[File]:
    """Yield what guards the sign-in."""
    sos = tenant.of("emergency")["id"].to_list()
    own = _source_policies if tenant.company is SOURCE else _target_policies
    throws = dice(tenant.seed, tenant.company.domain + " policies")
    guarded = own(tenant, sos)
    numbered = [{"id": id, **each} for id, each in zip(ids(throws, 9), guarded, strict=False)]
    places = _locations(tenant, ids(throws, 2))
    yield answer("conditionalAccess/policies", "identity/conditionalAccess/policies", numbered)
    yield answer(
        "conditionalAccess/namedLocations", "identity/conditionalAccess/namedLocations", places
    )
    yield from _settings(tenant)


def _source_policies(tenant: Tenant, sos: list[str]) -> list[dict[str, Any]]:
    named = dict(tenant.groups.filter(pl.col("sort") == "policy").select("name", "id").iter_rows())
    unattended = [*sos, *tenant.of("sync")["id"]]
    deleted = ids(dice(tenant.seed, "deleted group"), 1)[0]
    return [
        _policy(tenant, "CA01 MFA for everyone", unattended, excludeGroups=[named[EXCEPTIONS]]),
        _policy(
            tenant,
            "CA02 Block legacy sign-in",
            sos,
            grant={"builtInControls": ["block"]},
            clients=LEGACY_CLIENTS,
            state="enabledForReportingButNotEnforced",
        ),
        _policy(
            tenant,
            "CA03 Compliant device for Office 365",
            sos,
            grant={"builtInControls": ["compliantDevice", "domainJoinedDevice"]},
            apps=["Office365"],
        ),
        _policy(
            tenant, "CA04 MFA for the carve-out project", unattended, includeUsers=[],
            includeGroups=[deleted],
        ),
        _policy(
            tenant, "CA05 MFA for administrators", sos, includeUsers=[], includeRoles=list(ROLES)
        ),
    ]  # fmt: skip


def _target_policies(tenant: Tenant, sos: list[str]) -> list[dict[str, Any]]:
    """Return better ones (legacy blocked, strong administrators) and a worse one (trusted)."""
    strong = {"builtInControls": [], "authenticationStrength": PHISHING_RESISTANT}
    block = {"builtInControls": ["block"]}
    trusted = {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]}
    return [
        _policy(tenant, "Block legacy authentication", [], grant=block, clients=LEGACY_CLIENTS),
        _policy(tenant, "MFA outside the offices", sos, places=trusted),
        _policy(
            tenant,
            "Phishing-resistant MFA for administrators",
            [],
            includeUsers=[],
            includeRoles=list(PRIVILEGED),
            grant=strong,
        ),
    ]


def _policy(
    tenant: Tenant,
    name: str,
    sos: list[str],
    *,
    grant: dict[str, Any] | None = None,
    state: str = "enabled",
    clients: Sequence[str] = ("all",),
    apps: Sequence[str] = ("All",),
    places: dict[str, Any] | None = None,
    **users: Sequence[str],
) -> dict[str, Any]:
    """Return a policy for everyone and everything that asks for MFA, changed as told."""
    asks = {"builtInControls": ["mfa"], "authenticationStrength": None} | (grant or {})
    return {
        "displayName": name,
        "state": state,
        "createdDateTime": after(tenant.now, -700),
        "modifiedDateTime": after(tenant.now, -90),
        "conditions": {
            **NOTHING_ELSE,
            "clientAppTypes": clients,
            "applications": {**NO_APPLICATIONS, "includeApplications": apps},
            "users": {**NOBODY, "includeUsers": ["All"], "excludeUsers": sos, **users},
            "locations": places,
        },
        "grantControls": {
            "operator": "OR",
            "customAuthenticationFactors": [],
            "termsOfUse": [],
            **asks,
        },
        "sessionControls": None,
    }


def _locations(tenant: Tenant, ids: list[str]) -> list[dict[str, Any]]:
    company, made = tenant.company, after(tenant.now, -800)
    prefixes = dict.fromkeys(office.prefix for office in company.offices)
    countries = [office.country for office in company.offices]
    stamps = {"createdDateTime": made, "modifiedDateTime": made}
    return [
        {
            "@odata.type": "#microsoft.graph.ipNamedLocation",
            "id": ids[0],
            "displayName": "Offices",
            "isTrusted": True,
            "ipRanges": [
                {"@odata.type": "#microsoft.graph.iPv4CidrRange", "cidrAddress": f"{each}0/25"}
                for each in prefixes
            ],
            **stamps,
        },
        {
            "@odata.type": "#microsoft.graph.countryNamedLocation",
            "id": ids[1],
            "displayName": "Countries with offices",
            "countriesAndRegions": countries,
            "includeUnknownCountriesAndRegions": False,
            "countryLookupMethod": "clientIpAddress",
            **stamps,
        },
    ]


def _settings(tenant: Tenant) -> Iterator[File]:
    """Yield the tenant's policies: in the source people may still consent to applications."""
    kind = "policies/authorizationPolicy"
    yield answer(kind, f"{kind}/$entity", _authorization(loose=tenant.company is SOURCE))
    kind = "policies/identitySecurityDefaultsEnforcementPolicy"
    defaults = {
        "id": "00000000-0000-0000-0000-000000000005",
        "displayName": "Security Defaults",
        "isEnabled": False,
    }
    yield answer(kind, f"{kind}/$entity", defaults)


def _authorization(*, loose: bool) -> dict[str, Any]:
    grants = ["ManagePermissionGrantsForSelf.microsoft-user-default-legacy"]
    return {
        "id": "authorizationPolicy",
        "displayName": "Authorization Policy",
        "allowInvitesFrom": "everyone" if loose else "adminsAndGuestInviters",
        "allowedToSignUpEmailBasedSubscriptions": loose,
        "allowedToUseSSPR": True,
        "allowEmailVerifiedUsersToJoinOrganization": False,
        "allowUserConsentForRiskyApps": None,
        "blockMsolPowerShell": not loose,
        "guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3",
        "defaultUserRolePermissions": {
            "allowedToCreateApps": loose,
            "allowedToCreateSecurityGroups": loose,
            "allowedToCreateTenants": False,
            "allowedToReadBitlockerKeysForOwnedDevice": True,
            "allowedToReadOtherUsers": True,
            "permissionGrantPoliciesAssigned": grants if loose else [],
        },
    }
