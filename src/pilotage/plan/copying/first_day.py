"""What the links of offices carry on the first day, when mail programs load mailboxes again."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.facts.plan import Plan
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAILBOXES, NETWORK_LINKS, USERS
from pilotage.plan.copying.limits import Limits
from pilotage.plan.copying.pace import ALL
from pilotage.plan.freight import BYTES_PER_GB
from pilotage.plan.links import BYTES_PER_MEGABIT, SECONDS_PER_HOUR

WORKDAY = 8.0
"""Hours in which people can wait for their mail at most."""


@dataclass(frozen=True)
class FirstDay:
    """What the moved people of one office load; ``hours`` is None where no link was measured."""

    wave: int
    office: str
    people: int
    gb: float
    hours: float | None

    @property
    def fits(self) -> bool | None:
        """Say whether all have their mail within a working day; None where that is unknown."""
        return None if self.hours is None else self.hours <= WORKDAY


def first_days(snapshot: Snapshot, plan: Plan, limits: Limits) -> tuple[FirstDay, ...]:
    """Return the first day of each wave and office, by wave and office.

    Every mailbox is loaded as a whole, over all links of the office and beside what is used; a
    share of what is free is left to other work. A mailbox without a size counts as the median.
    """
    wave_of = pl.DataFrame(
        {"user": list(plan.wave_of.keys()), "wave": list(plan.wave_of.values())},
        schema={"user": pl.String, "wave": pl.Int64},
    )
    size = pl.col("size_bytes") / BYTES_PER_GB
    boxes = snapshot.rows(MAILBOXES).select(
        user="mailbox", gb=size.fill_null(size.median()).fill_null(0.0)
    )
    rows = (
        snapshot.rows(USERS)
        .select("user", "office")
        .drop_nulls()
        .join(wave_of, on="user")
        .join(boxes, on="user")
        .group_by("wave", "office")
        .agg(people=pl.len(), gb=pl.col("gb").sum())
        .join(_carried(snapshot, limits), on="office", how="left")
        .with_columns(hours=pl.when(pl.col("carries") > 0).then(pl.col("gb") / pl.col("carries")))
        .select("wave", "office", "people", "gb", "hours")
        .sort("wave", "office")
    )
    return tuple(FirstDay(*row) for row in rows.iter_rows())


def _carried(snapshot: Snapshot, limits: Limits) -> pl.DataFrame:
    """Return office and carries, gigabytes an hour towards it; measured links only."""
    left = 1 - limits["link.headroom"].value / ALL
    free = 1 - pl.col("busy_percent").fill_null(0).clip(0, 100) / 100
    per_hour = BYTES_PER_MEGABIT * SECONDS_PER_HOUR / BYTES_PER_GB
    return (
        snapshot.rows(NETWORK_LINKS)
        .drop_nulls(["office", "down_mbps"])
        .group_by("office")
        .agg(carries=(pl.col("down_mbps") * free * left * per_hour).sum())
    )
