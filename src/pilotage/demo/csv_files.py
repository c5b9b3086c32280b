"""What Graph does not know, in Pilotage's own CSV set: one file per table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import polars as pl

from pilotage.demo.casting import carries
from pilotage.demo.chance import after
from pilotage.demo.graph.activity import known_devices
from pilotage.demo.mail_dns import dns_records
from pilotage.demo.mailboxes import NOT_THERE, delegations, folders, mailboxes
from pilotage.demo.premises import links, measurements, servers, shared_folders
from pilotage.demo.sharing import sharing
from pilotage.demo.sites import site_members, sites
from pilotage.demo.software import SOFTWARE, software
from pilotage.demo.tenant import Tenant
from pilotage.demo.traffic import traffic

MEGABYTE = 1024**2
CLASSES = ((1, 0.90, 0.25), (10, 0.08, 0.35), (35, 0.019, 0.30), (150, 0.001, 0.10))
"""Size classes of mail: upper end in MB, share of the items, share of the bytes."""


def csv(frame: pl.DataFrame) -> bytes:
    """Return the frame as CSV in UTF-8."""
    out = BytesIO()
    frame.write_csv(out)
    return out.getvalue()


def source_csv(source: Tenant, target: Tenant) -> Iterator[tuple[str, bytes]]:
    """Yield the CSV set beside the exports of the source, each as (name, CSV)."""
    tables: dict[str, Callable[[Tenant], pl.DataFrame]] = {
        "mailboxes": _mailboxes,
        "mailbox_folders": folders,
        "mailbox_permissions": delegations,
        "mailbox_sizes": _sizes,
        "archives": _archives,
        "holds": _holds,
        "mail_traffic": traffic,
        "sites": _sites,
        "site_memberships": site_members,
        "devices": _devices,
        "applications": _applications,
        "servers": servers,
        "shared_folders": shared_folders,
        "network_links": links,
        "network_measurements": measurements,
        "dns_records": dns_records,
        "settings": sharing,
    }
    for name, table in tables.items():
        yield f"{name}.csv", csv(table(source))
    yield "identity_map.csv", csv(_identity_map(source, target))


def target_csv(target: Tenant) -> Iterator[tuple[str, bytes]]:
    """Yield the CSV set beside the exports of the target."""
    tables: dict[str, Callable[[Tenant], pl.DataFrame]] = {
        "mailboxes": _kinds,
        "mailbox_permissions": delegations,
        "sites": _sites,
        "devices": _devices,
        "network_links": links,
        "dns_records": dns_records,
        "settings": sharing,
    }
    for name, table in tables.items():
        yield f"{name}.csv", csv(table(target))


def _mailboxes(tenant: Tenant) -> pl.DataFrame:
    """Return the mailboxes with one whose user is not there."""
    gone = pl.DataFrame(
        {
            "mailbox": NOT_THERE,
            "address": NOT_THERE,
            "name": "Former system",
            "kind": "user",
            "sign_in_enabled": False,
            "hidden": True,
        }
    )
    return pl.concat([_kinds(tenant), gone], how="diagonal")


def _kinds(tenant: Tenant) -> pl.DataFrame:
    return mailboxes(tenant).select(
        "address",
        "name",
        "kind",
        "forwards_to",
        mailbox="id",
        sign_in_enabled="enabled",
        hidden=pl.lit(False),
    )


def _sizes(tenant: Tenant) -> pl.DataFrame:
    """Return how many items of which size lie in each mailbox of a person."""
    known = mailboxes(tenant).filter(pl.col("kind") == "user")
    return pl.concat(
        known.select(
            mailbox="id",
            up_to_bytes=pl.lit(upper * MEGABYTE),
            items=(pl.col("item_count") * items).cast(pl.Int64),
            size_bytes=(pl.col("size_bytes") * size).cast(pl.Int64),
        )
        for upper, items, size in CLASSES
    )


def _archives(tenant: Tenant) -> pl.DataFrame:
    size = pl.col("size_bytes") * 2
    return (
        mailboxes(tenant)
        .filter("has_archive")
        .select(
            mailbox="id",
            size_bytes=size,
            item_count=size // 75_000,
            auto_expanding=carries(tenant.cast, "auto_expanding_archives").fill_null(False),
        )
    )


def _holds(tenant: Tenant) -> pl.DataFrame:
    return tenant.people.filter(carries(tenant.cast, "litigation_holds")).select(
        mailbox="id",
        hold=pl.lit("litigation"),
        kind=pl.lit("litigation"),
        since_at=pl.lit(after(tenant.now, -420)),
    )


def _sites(tenant: Tenant) -> pl.DataFrame:
    """Return which group stands behind a site, and whether it may be shared outside."""
    outside = pl.int_range(pl.len()) % 7 == 0
    return sites(tenant).select("site", "group", external_sharing=outside)


def _devices(tenant: Tenant) -> pl.DataFrame:
    """Return on which devices the endpoint protection reports."""
    return known_devices(tenant).select("protected", device="deviceId")


def _applications(tenant: Tenant) -> pl.DataFrame:
    """Return what business says about its applications; the rest stands in Graph."""
    return pl.DataFrame(
        [
            {"application": app, "name": each.name, "service": each.service,
             "critical": each.critical}
            for each, _, app, _ in software(tenant)[: len(SOFTWARE)]
        ]
    )  # fmt: skip


def _identity_map(source: Tenant, target: Tenant) -> pl.DataFrame:
    """Return which account becomes which: by hand where it exists, else as it is planned.

    Everybody is on it who may sign in, guests left out, and shared mailboxes and rooms. The last
    of the people who are new in the target have a letter in their name that it does not take.
    """
    there = target.of("ahead").select(row="source_row", there="id")
    planned = pl.col("nick") + f"@{target.company.domain}"
    unmapped = carries(source.cast, "unmapped_people").fill_null(False)
    moving = source.accounts.filter(~pl.col("sort").is_in(["guest", "disabled"]) & ~unmapped).join(
        there, on="row", how="left", maintain_order="left"
    )
    new = (pl.col("sort") == "person") & pl.col("there").is_null()
    last = new & (new.cum_sum(reverse=True) <= source.planted.unusable_names)
    accented = pl.format("ö.{}", planned)
    return moving.select(
        source_user="id",
        target_user=pl.when(last).then(accented).otherwise(pl.coalesce("there", planned)),
        rule=pl.when(pl.col("there").is_not_null())
        .then(pl.lit("by_hand"))
        .otherwise(pl.lit("sign_in_name")),
    )
