"""Groups, their members, teams, sites and calendar delegates as Graph answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from pilotage.demo.chance import after
from pilotage.demo.graph.pages import File, answer, pages
from pilotage.demo.mailboxes import assistants
from pilotage.demo.sites import sites
from pilotage.demo.tenant import Tenant

SELECTED = (
    "id,displayName,mail,mailEnabled,mailNickname,proxyAddresses,securityEnabled,groupTypes,"
    "membershipRule,visibility,isAssignableToRole,onPremisesSyncEnabled,createdDateTime,"
    "resourceProvisioningOptions"
)
URL = f"groups?$select={SELECTED}&$expand=owners($select=id)&$top=999"
TYPED = "#microsoft.graph."


def teamwork(tenant: Tenant) -> Iterator[File]:
    """Yield everything about groups and what hangs on them, and who manages whose calendar."""
    yield from pages("groups", f"groups({SELECTED},owners(id))", _groups(tenant), URL)
    yield from _members(tenant)
    yield from pages("teams", "teams", _teams(tenant))
    yield from pages("sites", "sites", _sites(tenant))
    yield from _calendars(tenant)


def _groups(tenant: Tenant) -> pl.DataFrame:
    unified = pl.col("kind") == "unified"
    everyone = pl.col("sort") == "everyone"
    owner = pl.struct(pl.lit("#microsoft.graph.user").alias("@odata.type"), id="owner")
    typed = pl.List(pl.Struct({"@odata.type": pl.String, "id": pl.String}))
    both = tenant.groups.join(
        tenant.owners, left_on="id", right_on="group", how="left", maintain_order="left"
    )
    return both.select(
        "id",
        displayName="name",
        mail="address",
        mailEnabled=pl.col("address").is_not_null(),
        mailNickname="nick",
        proxyAddresses=pl.concat_list("SMTP:" + pl.col("address")).list.drop_nulls(),
        securityEnabled=pl.col("kind") == "security",
        groupTypes=pl.when(everyone).then(_texts("Unified", "DynamicMembership"))
        .when(unified).then(_texts("Unified")).otherwise(_texts()),
        membershipRule=pl.when(everyone).then(pl.lit('(user.employeeType -eq "employee")')),
        visibility=pl.when(unified).then(pl.lit("Private")),
        isAssignableToRole=pl.lit(None, dtype=pl.Boolean),
        onPremisesSyncEnabled=pl.lit(None, dtype=pl.Boolean),
        createdDateTime=pl.lit(after(tenant.now, -900)),
        resourceProvisioningOptions=pl.when("team").then(_texts("Team")).otherwise(_texts()),
        owners=pl.when(pl.col("owner").is_not_null())
        .then(pl.concat_list(owner)).otherwise(pl.lit([], dtype=typed)),
    )  # fmt: skip


def _texts(*words: str) -> pl.Expr:
    return pl.lit(list(words), dtype=pl.List(pl.String))


def _members(tenant: Tenant) -> Iterator[File]:
    """Yield one answer per group that has members."""
    rows = tenant.members.sort("group", maintain_order=True).select(
        "group", (TYPED + pl.col("kind")).alias("@odata.type"), id="member"
    )
    for (group,), part in rows.group_by(["group"], maintain_order=True):
        path = f"groups/{group}/members"
        yield from pages(
            path, "directoryObjects", part.drop("group"), f"{path}?$select=id&$top=999"
        )


def _teams(tenant: Tenant) -> pl.DataFrame:
    return tenant.groups.filter("team").select(
        "id",
        displayName="name",
        description=pl.lit("Demo data"),
        visibility=pl.lit("private"),
        isArchived=pl.lit(False),
    )


def _sites(tenant: Tenant) -> pl.DataFrame:
    return sites(tenant).select(
        id=pl.format("{},{},{}", pl.lit(tenant.company.host), "site", "web"),
        name="nick",
        displayName="name",
        webUrl="url",
        createdDateTime=pl.lit(after(tenant.now, -900)),
        lastModifiedDateTime=pl.lit(after(tenant.now, -2)),
    )


def _calendars(tenant: Tenant) -> Iterator[File]:
    """Yield the calendar permissions of everyone who has a delegate."""
    known = tenant.accounts.select(delegate="id", name="name", address="address")
    pairs = assistants(tenant).join(known, on="delegate", how="left", maintain_order="left")
    for place, row in enumerate(pairs.iter_rows(named=True)):
        path = f"users/{row['mailbox']}/calendar/calendarPermissions"
        context = f"users('{row['mailbox']}')/calendar/calendarPermissions"
        yield answer(path, context, [_everybody(), _delegate(row, private=place % 3 != 0)])


def _everybody() -> dict[str, Any]:
    return {
        "id": "RGVmYXVsdA==",
        "isRemovable": False,
        "isInsideOrganization": True,
        "role": "freeBusyRead",
        "allowedRoles": ["none", "freeBusyRead", "limitedRead", "read", "write"],
        "emailAddress": {"name": "My Organization"},
    }


def _delegate(row: dict[str, Any], *, private: bool) -> dict[str, Any]:
    kind = "delegateWithPrivateEventAccess" if private else "delegateWithoutPrivateEventAccess"
    return {
        "id": f"ZGVsZWdhdGU{row['delegate'][:8]}",
        "isRemovable": True,
        "isInsideOrganization": True,
        "role": kind,
        "allowedRoles": ["freeBusyRead", "limitedRead", "read", "write", kind],
        "emailAddress": {"name": row["name"], "address": row["address"]},
    }
