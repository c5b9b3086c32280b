"""Who in each wave is ready, who is not, and of whom it is not known; people, never percent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

NOT_READY, UNKNOWN, READY = "not_ready", "unknown", "ready"
STATE = pl.Enum([NOT_READY, UNKNOWN, READY])
"""What can be said of a person, or of one item of a person; sorts the worst first."""

ITEM_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "wave": pl.Int64,
    "person": pl.String,
    "name": pl.String,
    "department": pl.String,
    "item": pl.String,
    "state": STATE,
    "because": pl.String,
}
"""Columns of ``WaveReadiness.items``: ``person`` is a user id of the source, ``item`` the id of
what was looked at, ``because`` one sentence with the evidence."""


@dataclass(frozen=True)
class WaveCount:
    """How many people of one wave are what; every person is counted once, at the worst item."""

    wave: int
    people: int
    not_ready: int
    unknown: int
    ready: int

    @property
    def may_go(self) -> bool:
        """Tell whether the gate is open: nobody is in the way, and nobody is unknown."""
        return self.ready == self.people


@dataclass(frozen=True)
class WaveReadiness:
    """Every item of everybody who moves: by wave, person and order of the items.

    ``titles`` gives for each item, by its id, what is true of who is ready.
    """

    items: pl.DataFrame
    titles: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def people(self) -> pl.DataFrame:
        """Return one row per person: the worst first inside each wave.

        Columns: ``wave``, ``person``, ``name``, ``department``, ``state``, ``blocking`` (the items
        that are as bad as ``state``) and ``because``, one sentence for each of them.
        """
        worst = pl.col("state").to_physical().min().over("person")
        bad = self.items.filter(pl.col("state").to_physical() == worst)
        open_ = pl.col("state") != READY
        return (
            bad.group_by("wave", "person", "name", "department", maintain_order=True)
            .agg(
                pl.col("state").first(),
                pl.col("item").filter(open_).alias("blocking"),
                pl.col("because").filter(open_),
            )
            .sort(
                pl.col("wave"),
                pl.col("state").to_physical(),
                -pl.col("blocking").list.len().cast(pl.Int64),
                pl.col("name"),
                pl.col("person"),
            )
        )

    @cached_property
    def counts(self) -> tuple[WaveCount, ...]:
        """Return the counts of every wave that moves people, in time order."""
        counted = (
            self.people.group_by("wave")
            .agg(
                pl.len(),
                *((pl.col("state") == each).sum().alias(each) for each in STATE.categories),
            )
            .sort("wave")
        )
        return tuple(WaveCount(*row) for row in counted.iter_rows())
