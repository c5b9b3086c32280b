"""The audit log of the directory as Graph answers: accounts made and closed in the last weeks."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pilotage.demo.chance import MOMENT, dice, ids, whole
from pilotage.demo.graph.pages import File, pages
from pilotage.demo.sides import SOURCE
from pilotage.demo.staff import names
from pilotage.demo.tenant import Tenant
from pilotage.demo.vocabulary import SURNAMES

LEFT_ONE_IN, LEFT_LEAST = 60, 2
"""People who left within the days of the log, and whose accounts are gone."""


def audits(tenant: Tenant) -> Iterator[File]:
    """Yield the log: in the source people have left, in the target accounts were made ahead."""
    throws = dice(tenant.seed, tenant.company.domain + " audits")
    acts = _closed(tenant) if tenant.company is SOURCE else _made(tenant)
    log = _entries(acts.sort("at", "user", "activity"), tenant).with_columns(
        pl.Series("id", ids(throws, acts.height))
    )
    yield from pages("directoryAudits", "auditLogs/directoryAudits", log)


def _made(tenant: Tenant) -> pl.DataFrame:
    """Return when each account was made, and when the group for everyone took it in."""
    throws = dice(tenant.seed, "made ahead")
    ahead = tenant.of("ahead")
    everyone = tenant.groups.filter(pl.col("sort") == "everyone").row(0, named=True)
    at = pl.col("created").str.to_datetime(MOMENT)
    minutes = pl.lit(pl.Series(whole(throws, 5, 15 * 60, ahead.height)))
    made = ahead.select("name", "upn", user="id", at=at, activity=pl.lit("Add user"))
    joined = made.with_columns(
        at=pl.col("at") + pl.duration(minutes=minutes),
        activity=pl.lit("Add member to group"),
        group=pl.lit(everyone["id"]),
        group_name=pl.lit(everyone["name"]),
    ).filter(ahead["employee_type"].is_not_null())
    return pl.concat([made, joined], how="diagonal")


def _closed(tenant: Tenant) -> pl.DataFrame:
    """Return when accounts were disabled, and deleted some hours later."""
    throws = dice(tenant.seed, "left lately")
    count = max(LEFT_LEAST, tenant.people.height // LEFT_ONE_IN)
    hours = pl.lit(pl.Series(whole(throws, 3 * 24, 28 * 24, count)))
    left = names(count, SURNAMES, throws).select(
        "name",
        upn=pl.col("nick") + f".left@{tenant.company.domain}",
        user=pl.Series(ids(throws, count)),
        at=pl.lit(tenant.now.replace(tzinfo=None)) - pl.duration(hours=hours),
        activity=pl.lit("Disable account"),
    )
    minutes = pl.lit(pl.Series(whole(throws, 10, 9 * 60, count)))
    gone = left.with_columns(
        at=pl.col("at") + pl.duration(minutes=minutes), activity=pl.lit("Delete user")
    )
    return pl.concat([left, gone]).with_columns(
        group=pl.lit(None, pl.String), group_name=pl.lit(None, pl.String)
    )


def _entries(acts: pl.DataFrame, tenant: Tenant) -> pl.DataFrame:
    """Return the acts, all done by the first administrator, in the words of Graph."""
    admin = tenant.of("admin").row(0, named=True)
    who = pl.struct(id=pl.lit(admin["id"]), userPrincipalName=pl.lit(admin["upn"]))
    account = _target("user", "name", "upn", "User")
    group = _target("group", "group_name", None, "Group")
    to_group = pl.col("group").is_not_null()
    return acts.select(
        category=pl.when(to_group)
        .then(pl.lit("GroupManagement"))
        .otherwise(pl.lit("UserManagement")),
        activityDisplayName="activity",
        activityDateTime=pl.col("at").dt.strftime(MOMENT),
        loggedByService=pl.lit("Core Directory"),
        result=pl.lit("success"),
        resultReason=pl.lit(""),
        initiatedBy=pl.struct(who.alias("user"), app=pl.lit(None, pl.String)),
        targetResources=pl.when(to_group)
        .then(pl.concat_list(account, group))
        .otherwise(pl.concat_list(account)),
    )


def _target(id: str, name: str, upn: str | None, kind: str) -> pl.Expr:
    return pl.struct(
        pl.col(id).alias("id"),
        pl.col(name).alias("displayName"),
        type=pl.lit(kind),
        userPrincipalName=pl.col(upn) if upn else pl.lit(None, pl.String),
        modifiedProperties=pl.lit([], dtype=pl.List(pl.Struct({"displayName": pl.String}))),
    )
