"""What each wave copies: how much mail and how many files, in how many accounts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from pilotage.facts.plan import Plan
from pilotage.facts.runbook import Kind
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Table
from pilotage.facts.tables import ARCHIVES, DRIVES, MAILBOXES, SERVERS, USERS
from pilotage.plan.freight import BYTES_PER_GB, FREIGHT

COUNTED = {MAILBOXES.name: "item_count", ARCHIVES.name: "item_count"}
"""The column that counts the items of an account, where it is not ``file_count``."""


@dataclass(frozen=True)
class Load:
    """What one wave copies of one workload.

    ``gb`` and ``items`` are of all ``accounts`` together, ``largest_gb`` and ``largest_items`` of
    the largest one; items are None where nobody counted them. ``guessed`` accounts had no size
    and count as the median of the others.
    """

    wave: int
    workload: str
    accounts: int
    gb: float
    largest_gb: float
    items: int | None = None
    largest_items: int | None = None
    guessed: int = 0

    def times(self, factor: float) -> Load:
        """Return the load with ``factor`` as much data and as many items in as many accounts."""
        items, largest = (
            None if count is None else round(count * factor)
            for count in (self.items, self.largest_items)
        )
        return replace(
            self,
            gb=self.gb * factor,
            largest_gb=self.largest_gb * factor,
            items=items,
            largest_items=largest,
        )


def loads_of(snapshot: Snapshot, plan: Plan, kind: Kind) -> tuple[Load, ...]:
    """Return what each wave copies, by wave and workload; waves that copy nothing have none.

    Mail are mailboxes and archives, files are OneDrives, sites and the disks of servers. What has
    no size counts as the median of its table.
    """
    users = snapshot.rows(USERS)
    names = pl.concat([users.select(name=name, unit="user") for name in ("user", "upn")])
    wave_of = pl.DataFrame(
        {"unit": list(plan.wave_of.keys()), "wave": list(plan.wave_of.values())},
        schema={"unit": pl.String, "wave": pl.Int64},
    )
    parts = [_accounts(snapshot.rows(table), table) for table in FREIGHT[kind].copied]
    if not parts:
        return ()
    rows = (
        pl.concat(parts)
        .join(names.unique("name", keep="first", maintain_order=True), on="name", how="left")
        .with_columns(unit=pl.coalesce("unit", "name"))
        .join(wave_of, on="unit")
        .group_by("wave", "workload")
        .agg(
            accounts=pl.len(),
            gb=pl.col("gb").sum(),
            largest_gb=pl.col("gb").max(),
            items=pl.when(pl.col("items").count() > 0).then(pl.col("items").sum()),
            largest_items=pl.col("items").max(),
            guessed=pl.col("guessed").sum(),
        )
        .sort("wave", "workload")
    )
    return tuple(Load(**row) for row in rows.iter_rows(named=True))


def _accounts(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    owner = "owner" if table is DRIVES else table.key[0]
    if table is DRIVES:
        rows = rows.filter(pl.col("kind") == "personal")
    size = pl.col("size_bytes") / BYTES_PER_GB
    counted = COUNTED.get(table.name, "file_count")
    items = pl.lit(None, pl.Int64) if table is SERVERS else pl.col(counted)
    return rows.filter(pl.col(owner).is_not_null()).select(
        name=owner,
        workload=pl.lit("mail" if table in (MAILBOXES, ARCHIVES) else "files"),
        gb=size.fill_null(size.median()).fill_null(0.0),
        items=items,
        guessed=pl.col("size_bytes").is_null(),
    )
