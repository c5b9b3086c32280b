"""Devices and sign-ins as Graph answers."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pilotage.demo.casting import carries
from pilotage.demo.chance import after, before, dice, ids, whole
from pilotage.demo.graph.applications import EXCHANGE_ONLINE
from pilotage.demo.graph.pages import File, pages
from pilotage.demo.sides import SOURCE
from pilotage.demo.software import software
from pilotage.demo.tenant import Tenant

MODERN_PEOPLE = 4000
"""Only so many people have their sign-ins to business applications in the export."""

OUT_OF_COMPLIANCE = 0.04
HYBRID_EACH = 5
"""Every so many laptops of the source are still joined to its old domain as well."""

PER_LEGACY = 3
"""Sign-ins of each old client in the export."""


def activity(tenant: Tenant) -> Iterator[File]:
    """Yield devices, managed devices, and a bounded number of sign-ins."""
    known = known_devices(tenant)
    yield from pages("devices", "devices", known.select(
        "id", "deviceId", "displayName", "operatingSystem", "operatingSystemVersion", "trustType",
        "isManaged", "isCompliant", "accountEnabled", "approximateLastSignInDateTime",
        "registeredOwners",
    ), "devices?$expand=registeredOwners($select=id)&$top=999")  # fmt: skip
    managed = known.filter("isManaged").select(
        pl.col("managed_id").alias("id"),
        azureADDeviceId="deviceId",
        deviceName="displayName",
        userId="owner",
        userPrincipalName="upn",
        operatingSystem="operatingSystem",
        osVersion="operatingSystemVersion",
        complianceState=pl.when("isCompliant")
        .then(pl.lit("compliant"))
        .otherwise(pl.lit("noncompliant")),
        managementAgent=pl.lit("mdm"),
        lastSyncDateTime="approximateLastSignInDateTime",
    )
    yield from pages("managedDevices", "deviceManagement/managedDevices", managed)
    yield from pages("signIns", "auditLogs/signIns", _sign_ins(tenant))


def known_devices(tenant: Tenant) -> pl.DataFrame:
    """Return one laptop per person, a phone for every third; one in 25 is out of compliance.

    On the last ``unprotected_laptops`` no endpoint protection reports. The first hybrid joined
    ones have the name of their neighbour, the last ones are not used any more.
    """
    throws = dice(tenant.seed, tenant.company.domain + " devices")
    both = _laptops_and_phones(tenant)
    sound = pl.Series(throws.random(both.height) > OUT_OF_COMPLIANCE)
    owner = pl.struct(pl.lit("#microsoft.graph.user").alias("@odata.type"), id="owner")
    return both.with_columns(
        pl.Series("id", ids(throws, both.height)),
        pl.Series("deviceId", ids(throws, both.height)),
        pl.Series("managed_id", ids(throws, both.height)),
        before(tenant.now, throws, 0.1, 20, both.height).alias("lately"),
        isCompliant=sound & pl.col("isManaged"),
        accountEnabled=pl.lit(True),
        registeredOwners=pl.concat_list(owner),
    ).with_columns(
        approximateLastSignInDateTime=pl.when("unused")
        .then(pl.lit(after(tenant.now, -150)))
        .otherwise("lately")
    )


def _laptops_and_phones(tenant: Tenant) -> pl.DataFrame:
    people = tenant.people.select("row", "upn", owner="id")
    row, wrong = pl.col("row"), tenant.planted
    hybrid = (row % HYBRID_EACH == 0) & (tenant.company is SOURCE)
    doubled = hybrid & (row > 0) & (row <= HYBRID_EACH * wrong.devices_under_another_name)
    last = row >= people.height - HYBRID_EACH * wrong.unused_hybrid_devices
    laptops = people.with_columns(
        operatingSystem=pl.lit("Windows"),
        operatingSystemVersion=pl.lit("10.0.26100.4351"),
        trustType=pl.when(hybrid).then(pl.lit("ServerAd")).otherwise(pl.lit("AzureAd")),
        displayName=pl.format("LT-{}", row + 1000 - doubled.cast(pl.Int64) * HYBRID_EACH),
        isManaged=pl.lit(True),
        protected=row < people.height - wrong.unprotected_laptops,
        unused=hybrid & last,
    )
    phones = people.filter(pl.col("row") % 3 == 0).with_columns(
        operatingSystem=pl.lit("iOS"),
        operatingSystemVersion=pl.lit("18.5"),
        trustType=pl.lit("Workplace"),
        displayName=pl.format("PH-{}", pl.col("row") + 1000),
        isManaged=pl.col("row") % 6 == 0,
        protected=pl.col("row") % 6 == 0,
        unused=pl.lit(False),
    )
    return pl.concat([laptops, phones])


def _sign_ins(tenant: Tenant) -> pl.DataFrame:
    """Return old sign-ins of people and scanners, and people's use of business applications."""
    throws = dice(tenant.seed, tenant.company.domain + " sign-ins")
    old = pl.col("row") % 2 == 0
    person = tenant.people.filter(carries(tenant.cast, "legacy_people")).with_columns(
        client=pl.when(old).then(pl.lit("IMAP4")).otherwise(pl.lit("POP3"))
    )
    scanner = tenant.of("scanner").with_columns(client=pl.lit("Authenticated SMTP"))
    legacy = pl.concat([person, scanner]).select(
        "id", "name", "upn", "client", app=pl.lit(EXCHANGE_ONLINE),
        app_name=pl.lit("Office 365 Exchange Online"),
    )  # fmt: skip
    events = pl.concat([*[legacy] * PER_LEGACY, *_modern(tenant)])
    count = events.height
    return events.select(
        pl.Series("id", ids(throws, count)),
        before(tenant.now, throws, 0.1, 29, count).alias("createdDateTime"),
        userDisplayName="name",
        userPrincipalName="upn",
        userId="id",
        appId="app",
        appDisplayName="app_name",
        ipAddress=pl.format("192.0.2.{}", pl.Series(whole(throws, 1, 120, count))),
        clientAppUsed="client",
        conditionalAccessStatus=pl.lit("success"),
        isInteractive=pl.col("client") == "Browser",
        riskState=pl.lit("none"),
        resourceDisplayName="app_name",
        resourceId="app",
        status=pl.struct(errorCode=pl.lit(0), failureReason=pl.lit("Other.")),
    )


def _modern(tenant: Tenant) -> Iterator[pl.DataFrame]:
    """Yield the people who use each application, from its departments."""
    some = tenant.people.head(MODERN_PEOPLE)
    for each, _, app, _ in software(tenant):
        if not each.departments:
            continue
        used = pl.any_horizontal(pl.col("department").str.starts_with(d) for d in each.departments)
        yield some.filter(used).select(
            "id", "name", "upn", client=pl.lit("Browser"), app=pl.lit(app),
            app_name=pl.lit(each.name),
        )  # fmt: skip
