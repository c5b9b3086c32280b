"""Sites and OneDrives of the demo."""

from __future__ import annotations

import polars as pl

from pilotage.demo.chance import before, dice, gigabytes, ids
from pilotage.demo.sides import SOURCE
from pilotage.demo.tenant import Tenant

OWNERLESS = "Archive of the intranet"


def sites(tenant: Tenant) -> pl.DataFrame:
    """Return one site per unified group and, in the source, one that no group owns.

    Columns: site, web, name, nick, url, group, owner, owner_upn, owner_name, size_bytes, active.
    """
    throws = dice(tenant.seed, tenant.company.domain + " sites")
    people = tenant.people.select(owner="id", owner_upn="upn", owner_name="name")
    of_groups = (
        tenant.groups.filter(pl.col("kind") == "unified")
        .join(tenant.owners, left_on="id", right_on="group", how="left", maintain_order="left")
        .join(people, on="owner", how="left", maintain_order="left")
        .select("name", "nick", "owner", "owner_upn", "owner_name", group="id")
    )
    alone = pl.DataFrame({"name": [OWNERLESS], "nick": ["intranet-archive"]})
    drawn = pl.concat([of_groups, alone], how="diagonal") if _is_source(tenant) else of_groups
    count = drawn.height
    return drawn.with_columns(
        pl.Series("site", ids(throws, count)),
        pl.Series("web", ids(throws, count)),
        pl.Series("size_bytes", gigabytes(throws, 12, 400, count)),
        before(tenant.now, throws, 0, 60, count).alias("active"),
        url=f"https://{tenant.company.host}/sites/" + pl.col("nick"),
    )


def drives(tenant: Tenant) -> pl.DataFrame:
    """Return one OneDrive per person: site, url, upn, name, size_bytes, active."""
    throws = dice(tenant.seed, tenant.company.domain + " drives")
    people = tenant.people
    folder = pl.col("upn").str.replace_all(r"[@.]", "_")
    return people.select(
        pl.Series("site", ids(throws, people.height)),
        "upn",
        "name",
        pl.Series("size_bytes", gigabytes(throws, 5, 300, people.height)),
        before(tenant.now, throws, 0, 30, people.height).alias("active"),
        url=f"https://{tenant.company.host.replace('.', '-my.', 1)}/personal/" + folder,
    )


def site_members(tenant: Tenant) -> pl.DataFrame:
    """Return site, member and role: each site's group, its owner, and All staff as visitor."""
    known = sites(tenant)
    everyone = tenant.groups.filter(pl.col("sort") == "everyone")["id"][0]
    grouped = known.drop_nulls("group")
    return pl.concat(
        [
            grouped.select("site", member="group", role=pl.lit("member")),
            known.drop_nulls("owner").select("site", member="owner", role=pl.lit("owner")),
            known.filter(pl.int_range(pl.len()) % 5 == 0).select(
                "site", member=pl.lit(everyone), role=pl.lit("visitor")
            ),
        ]
    )


def _is_source(tenant: Tenant) -> bool:
    return tenant.company is SOURCE
