"""The two sides of the demo migration: the tenant that people leave, and the one they reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import polars as pl

from pilotage.demo import accounts as made
from pilotage.demo.casting import PERSONAL, Cast, cast
from pilotage.demo.chance import Dice, dice, ids
from pilotage.demo.groups import Mess, grouping
from pilotage.demo.planted import Planted
from pilotage.demo.staff import Payroll, staff
from pilotage.demo.tenant import FRESH, Company, Prepared, Tenant
from pilotage.demo.vocabulary import (
    SOURCE_OFFICES,
    SURNAMES,
    TARGET_OFFICES,
    TARGET_SURNAMES,
)

SOURCE = Company(
    "Brightlane (demo)",
    "brightlane.example",
    "brightlane.onmicrosoft.example",
    "brightlane.sharepoint.example",
    SOURCE_OFFICES,
)
TARGET = Company(
    "Marlow (demo)",
    "marlow.example",
    "marlow.onmicrosoft.example",
    "marlow.sharepoint.example",
    TARGET_OFFICES,
)
TARGET_SHARE = 0.12
TARGET_ADMINS = 2
NOBODY: Cast = {name: [] for name in (*PERSONAL, "synced_admins")}


def both_sides(
    people: int, seed: int, now: datetime, planted: Planted, prepared: Prepared = FRESH
) -> tuple[Tenant, Tenant]:
    """Return source and target as they stood at ``now``."""
    throws = dice(seed, "staff")
    hired = staff(Payroll(people, SOURCE.offices, SURNAMES), throws)
    roles = cast(hired, planted, dice(seed, "cast"))
    target = _target(hired, seed, now, planted, prepared)
    collisions = target.people["address"].to_list()
    source = _source(hired, roles, collisions, Tenant(
        SOURCE, ids(throws, 1)[0], now, seed, planted, roles, *[pl.DataFrame()] * 4
    ))  # fmt: skip
    return source, target


def _source(hired: pl.DataFrame, roles: Cast, collisions: list[str], tenant: Tenant) -> Tenant:
    planted, throws = tenant.planted, dice(tenant.seed, "source")
    country = SOURCE.offices[0].country
    cloud_admins = planted.standing_global_admins - planted.synced_admins - 2
    parts = [
        made.working_people(hired, roles, SOURCE, collisions, synced=True),
        *made.former_people(hired, planted, throws),
        made.guests(SOURCE, planted, throws),
        made.shared_mailboxes(planted, country),
        made.rooms(hired.height, SOURCE.offices),
        made.scanners(planted.scanners, SOURCE.offices),
        made.administrators(cloud_admins, country),
        made.synchronisation(SOURCE),
    ]
    return _grouped(tenant, made.gather(parts, SOURCE, tenant.now, throws), throws)


def _target(
    hired: pl.DataFrame, seed: int, now: datetime, planted: Planted, prepared: Prepared
) -> Tenant:
    throws = dice(seed, "target")
    count = max(24, round(hired.height * TARGET_SHARE))
    own = staff(Payroll(count, TARGET.offices, TARGET_SURNAMES), throws)
    parts = [
        made.working_people(own, NOBODY, TARGET),
        created_ahead(hired, planted.accounts_still_waiting, prepared.ahead),
        made.administrators(TARGET_ADMINS, TARGET.offices[0].country),
    ]
    accounts = made.gather(parts, TARGET, now, throws)
    tenant = Tenant(TARGET, ids(throws, 1)[0], now, seed, planted, NOBODY, *[pl.DataFrame()] * 4)
    return _grouped(replace(tenant, prepared=prepared), accounts, throws)


def created_ahead(hired: pl.DataFrame, waiting: int, share: float) -> pl.DataFrame:
    """Return the target accounts that exist already for people of the source, IT among them.

    Of the last, nobody said what they are for, so no group takes them in.
    """
    count = max(4, round(hired.height * share))
    it_first = hired.sort(~pl.col("department").str.starts_with("IT"), maintain_order=True)
    return it_first.head(count).select(
        "given", "surname", "name", "nick", "department", "title", "office", "country",
        sort=pl.lit("ahead"),
        source_row="row",
        employee_type=pl.when(pl.int_range(pl.len()) < pl.len() - waiting).then(pl.lit("employee")),
        usage_location="country",
        idle_days=pl.lit(0, dtype=pl.Int64),
    )  # fmt: skip


def _grouped(tenant: Tenant, accounts: pl.DataFrame, throws: Dice) -> Tenant:
    """Return the tenant with its accounts, its groups, and the aliases that clash with them."""
    people = accounts.filter(pl.col("sort") == "person")
    found = grouping(people, tenant.company.domain, throws, _mess(tenant))
    return replace(
        tenant,
        accounts=_clash(accounts, found.groups, tenant.cast["duplicate_addresses"]),
        groups=found.groups,
        members=pl.concat([found.members, _taken_in(accounts, found.groups)]),
        owners=found.owners,
    )


def _taken_in(accounts: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Return the accounts made ahead as members of the group for everyone, by its rule."""
    ahead = (pl.col("sort") == "ahead") & (pl.col("employee_type") == "employee")
    everyone = groups.filter(pl.col("sort") == "everyone")["id"].item()
    return accounts.filter(ahead).select(group=pl.lit(everyone), member="id", kind=pl.lit("user"))


def _mess(tenant: Tenant) -> Mess | None:
    if tenant.company is TARGET:
        return None
    return Mess(tenant.planted.ownerless_groups, tuple(tenant.cast["excluded_from_mfa"]))


def _clash(accounts: pl.DataFrame, groups: pl.DataFrame, rows: list[int]) -> pl.DataFrame:
    """Give each of these people the address of a project group as an alias."""
    addresses = groups.filter(pl.col("sort") == "project")["address"].head(len(rows))
    claimed = pl.DataFrame({"row": rows, "claim": addresses}, schema_overrides={"row": pl.Int64})
    both = accounts.join(claimed, on="row", how="left", maintain_order="left")
    claim = pl.concat_list(pl.col("claim")).list.drop_nulls()
    return both.with_columns(aliases=pl.col("aliases").list.concat(claim)).drop("claim")
