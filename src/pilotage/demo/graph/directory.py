"""Users, registrations, domains, licences and the organisation as Graph answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from pilotage.demo.accounts import E3, EXCHANGE, F1, P2
from pilotage.demo.casting import carries
from pilotage.demo.chance import after
from pilotage.demo.graph.pages import File, answer, pages
from pilotage.demo.sides import SOURCE
from pilotage.demo.tenant import Tenant

SELECTED = (
    "id,displayName,givenName,surname,userPrincipalName,mail,mailNickname,proxyAddresses,"
    "accountEnabled,userType,department,jobTitle,officeLocation,usageLocation,employeeType,"
    "createdDateTime,lastPasswordChangeDateTime,onPremisesSyncEnabled,onPremisesImmutableId,"
    "assignedLicenses,signInActivity"
)
EXPANDED = f"users?$select={SELECTED}&$expand=manager($select=id)&$top=999"
REGISTRATIONS = "reports/authenticationMethods/userRegistrationDetails"
SKUS = {
    E3: ("SPE_E3", ("EXCHANGE_S_ENTERPRISE", "SHAREPOINTENTERPRISE", "TEAMS1", "AAD_PREMIUM")),
    F1: ("SPE_F1", ("EXCHANGE_S_DESKLESS", "SHAREPOINTDESKLESS", "TEAMS1", "AAD_PREMIUM")),
    EXCHANGE: ("EXCHANGESTANDARD", ("EXCHANGE_S_STANDARD",)),
    P2: ("AAD_PREMIUM_P2", ("AAD_PREMIUM", "AAD_PREMIUM_P2")),
}
PUSH = "microsoftAuthenticatorPush"
HAS_MAIL = ~pl.col("sort").is_in(["admin", "emergency", "sync"])
NONE = pl.lit([], dtype=pl.List(pl.String))


def directory(tenant: Tenant) -> Iterator[File]:
    """Yield everything about the tenant and the accounts in it."""
    yield from pages("users", f"users({SELECTED},manager(id))", _users(tenant), EXPANDED)
    yield from pages("userRegistrationDetails", REGISTRATIONS, _registrations(tenant))
    yield _licences(tenant)
    yield _domains(tenant)
    yield answer("organization", "organization", [_organization(tenant)])


def _users(tenant: Tenant) -> pl.DataFrame:
    ids = tenant.people.select(manager_row="row", manager="id")
    manager = pl.struct(pl.lit("#microsoft.graph.user").alias("@odata.type"), id="manager")
    anchor = pl.col("id").str.replace_all("-", "").str.slice(0, 22) + "=="
    both = tenant.accounts.join(ids, on="manager_row", how="left", maintain_order="left")
    return both.select(
        "id",
        displayName="name",
        givenName="given",
        surname="surname",
        userPrincipalName="upn",
        mail=pl.when(HAS_MAIL).then("address"),
        mailNickname="nick",
        proxyAddresses=_proxies(tenant.company.initial),
        accountEnabled="enabled",
        userType="kind",
        department="department",
        jobTitle="title",
        officeLocation="office",
        usageLocation="usage_location",
        employeeType="employee_type",
        createdDateTime="created",
        lastPasswordChangeDateTime="password_at",
        onPremisesSyncEnabled=pl.when("synced").then(True),
        onPremisesImmutableId=pl.when("synced").then(anchor),
        assignedLicenses=_held(),
        signInActivity=pl.when(~pl.col("sort").is_in(["room", "ahead"])).then(
            pl.struct(
                lastSignInDateTime="seen",
                lastNonInteractiveSignInDateTime="seen",
                lastSuccessfulSignInDateTime="seen",
            )
        ),
        manager=pl.when(pl.col("manager").is_not_null()).then(manager),
    )


def _proxies(initial: str) -> pl.Expr:
    """Return the primary address, that in the initial domain, and further aliases."""
    member = pl.col("kind") == "Member"
    second = pl.when(member).then("smtp:" + pl.col("nick") + f"@{initial}")
    others = pl.col("aliases").list.eval("smtp:" + pl.element())
    every = pl.concat_list("SMTP:" + pl.col("address"), second, others).list.drop_nulls()
    return pl.when(HAS_MAIL).then(every).otherwise(NONE)


def _held() -> pl.Expr:
    """Return the one licence that an account holds, or an empty list."""
    shape = pl.List(pl.Struct({"disabledPlans": pl.List(pl.String), "skuId": pl.String}))
    licence = pl.concat_list(pl.struct(disabledPlans=NONE, skuId="sku"))
    return pl.when(pl.col("sku").is_not_null()).then(licence).otherwise(pl.lit([], dtype=shape))


def _registrations(tenant: Tenant) -> pl.DataFrame:
    """Return one row per account that may sign in."""
    known = _readiness(tenant)
    methods = (
        pl.when(~pl.col("registered"))
        .then(NONE)
        .when("strong")
        .then(pl.lit(["fido2", PUSH], dtype=pl.List(pl.String)))
        .otherwise(pl.lit([PUSH, "softwareOneTimePasscode"], dtype=pl.List(pl.String)))
    )
    return known.filter("enabled").select(
        "id",
        userPrincipalName="upn",
        userDisplayName="name",
        userType=pl.col("kind").str.to_lowercase(),
        isAdmin="admin",
        isSsprRegistered="registered",
        isSsprEnabled=pl.lit(True),
        isSsprCapable="registered",
        isMfaRegistered="registered",
        isMfaCapable="registered",
        isPasswordlessCapable="strong",
        methodsRegistered=methods,
        defaultMfaMethod=pl.when("registered").then(pl.lit(PUSH)).otherwise(pl.lit("none")),
        lastUpdatedDateTime=pl.lit(after(tenant.now, -0.3)),
    )


def _readiness(tenant: Tenant) -> pl.DataFrame:
    """Return the accounts with admin, strong and registered; of those ahead only some are ready."""
    sort, order = pl.col("sort"), pl.int_range(pl.len()).over("sort")
    synced = carries(tenant.cast, "synced_admins").fill_null(False)
    late = carries(tenant.cast, "not_registered_for_mfa").fill_null(False)
    weak = tenant.planted.admins_without_phishing_resistant_mfa
    spared = order >= (weak if tenant.company is SOURCE else 0)
    return tenant.accounts.with_columns(
        admin=sort.is_in(["admin", "emergency"]) | synced,
        strong=(sort == "emergency") | ((sort == "admin") & spared) | synced,
        registered=~(
            late
            | sort.is_in(["scanner", "shared", "sync"])
            | ((sort == "ahead") & (order % tenant.prepared.unregistered_each == 1))
        ),
    )


def _licences(tenant: Tenant) -> File:
    """Return what is bought; in the target too few seats of E3 are free."""
    used = dict(tenant.accounts.drop_nulls("sku").group_by("sku").len().sort("sku").iter_rows())
    free = 10 if tenant.company is SOURCE else tenant.planted.target_free_seats
    spare = 5 if tenant.company is SOURCE else 0
    value = [
        {
            "id": f"{tenant.id}_{sku}",
            "skuId": sku,
            "skuPartNumber": name,
            "appliesTo": "User",
            "capabilityStatus": "Enabled",
            "consumedUnits": used.get(sku, 0),
            "prepaidUnits": {
                "enabled": used.get(sku, 0) + (free if sku == E3 else spare),
                "suspended": 0,
                "warning": 0,
                "lockedOut": 0,
            },
            "servicePlans": [_plan(sku, plan) for plan in plans],
        }
        for sku, (name, plans) in SKUS.items()
    ]
    return answer("subscribedSkus", "subscribedSkus", value)


def _plan(sku: str, plan: str) -> dict[str, Any]:
    return {
        "servicePlanId": f"{sku[:-4]}{sum(plan.encode()):04x}",
        "servicePlanName": plan,
        "provisioningStatus": "Success",
        "appliesTo": "User",
    }


def _domains(tenant: Tenant) -> File:
    """Return the domains; the target lists that of the source too, and cannot verify it yet."""
    company = tenant.company
    value = [_domain(company.domain, isDefault=True), _domain(company.initial, isInitial=True)]
    if company is not SOURCE:
        value.append(_domain(SOURCE.domain, isVerified=False, supportedServices=[]))
    return answer("domains", "domains", value)


def _domain(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": name,
        "authenticationType": "Managed",
        "availabilityStatus": None,
        "isAdminManaged": True,
        "isDefault": False,
        "isInitial": False,
        "isRoot": True,
        "isVerified": True,
        "supportedServices": ["Email", "OfficeCommunicationsOnline"],
        "passwordValidityPeriodInDays": 2147483647,
        "passwordNotificationWindowInDays": 14,
        **changes,
    }


def _organization(tenant: Tenant) -> dict[str, Any]:
    company = tenant.company
    return {
        "id": tenant.id,
        "displayName": company.name,
        "countryLetterCode": company.offices[0].country,
        "city": company.offices[0].name,
        "createdDateTime": after(tenant.now, -3100),
        "onPremisesSyncEnabled": True if company is SOURCE else None,
        "verifiedDomains": [
            {"name": company.domain, "isDefault": True, "isInitial": False, "type": "Managed"},
            {"name": company.initial, "isDefault": False, "isInitial": True, "type": "Managed"},
        ],
    }
