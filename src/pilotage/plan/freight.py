"""Freight: what a migration of each kind takes through the change window, in gigabytes.

A migration of mail leaves servers where they are; a change of directory copies no mailbox.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pilotage.facts.runbook import Kind
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Table
from pilotage.facts.tables import ARCHIVES, DRIVES, MAILBOXES, SERVERS, SITES, USERS

BYTES_PER_GB = 1e9
"""Gigabytes are decimal, as links and movers count them."""


@dataclass(frozen=True)
class Freight:
    """``copied`` are the tables whose bytes are copied; ``servers`` says whether servers move."""

    copied: tuple[Table, ...] = ()
    servers: bool = False


FREIGHT: Mapping[Kind, Freight] = {
    Kind.TENANT_TO_TENANT: Freight((MAILBOXES, ARCHIVES, DRIVES, SITES)),
    Kind.MAIL_TO_MICROSOFT_365: Freight((MAILBOXES, ARCHIVES)),
    Kind.GOOGLE_TO_MICROSOFT_365: Freight((MAILBOXES, ARCHIVES, DRIVES, SITES)),
    Kind.IDENTITY_CONSOLIDATION: Freight(servers=True),
    Kind.INFRASTRUCTURE_MODERNIZATION: Freight((SERVERS,), servers=True),
    Kind.SECURITY_TRANSITION: Freight(),
}
"""What each kind of migration copies in its windows. Accounts, groups and devices weigh nothing."""

MAIN = {"user": MAILBOXES, "shared_mailbox": MAILBOXES, "site": SITES, "server": SERVERS}
"""Where the size of a unit of each kind is looked up first."""


def gigabytes(snapshot: Snapshot, kind: Kind) -> pl.DataFrame:
    """Return unit, gb and guessed for each unit of which something is copied.

    A person has mailbox, archive and OneDrive. A size that was read as empty is taken as the
    median of its table; then ``guessed`` is true.
    """
    users = snapshot.rows(USERS)
    names = pl.concat([users.select(name=name, unit="user") for name in ("user", "upn")])
    parts = [_measured(snapshot.rows(table), table) for table in FREIGHT[kind].copied]
    return (
        pl.concat([_nothing(), *parts])
        .join(names.unique("name", keep="first", maintain_order=True), on="name", how="left")
        .group_by(pl.coalesce("unit", "name").alias("unit"))
        .agg(pl.col("gb").sum(), pl.col("guessed").any())
    )


def unread(snapshot: Snapshot, kind: Kind) -> list[str]:
    """Return the kinds of unit of which one without a size may still have one, unread."""
    copied = FREIGHT[kind].copied
    return [
        of
        for of, table in MAIN.items()
        if table in copied and snapshot.missing(table.needs("size_bytes"))
    ]


def _measured(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    owner = "owner" if table is DRIVES else table.key[0]
    if table is DRIVES:
        rows = rows.filter(pl.col("kind") == "personal")
    size = pl.col("size_bytes") / BYTES_PER_GB
    return rows.filter(pl.col(owner).is_not_null()).select(
        name=owner,
        gb=size.fill_null(size.median()).fill_null(0.0),
        guessed=pl.col("size_bytes").is_null(),
    )


def _nothing() -> pl.DataFrame:
    return pl.DataFrame(schema={"name": pl.String, "gb": pl.Float64, "guessed": pl.Boolean})
