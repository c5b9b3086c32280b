"""What changed between two snapshots of one environment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Table
from pilotage.facts.tables import TABLES

CHANGE_SCHEMA = {
    "key": pl.String,
    "change": pl.String,
    "column": pl.String,
    "before": pl.String,
    "after": pl.String,
}
"""Columns of ``Difference.changes``: the row's key, added, removed or changed, and for a change
the column with its value before and after as text."""


@dataclass(frozen=True)
class Difference:
    """How one table differs. ``unknown`` says why it cannot be compared, if it cannot."""

    table: str
    added: int
    removed: int
    changed: int
    changes: pl.DataFrame
    unknown: str = ""


def differences(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    """Yield one difference per table that either snapshot holds and that is not the same.

    A column that only one of them has read is not compared: unknown is not a change.
    """
    for name in sorted(before.captures.keys() | after.captures.keys()):
        table = TABLES[name]
        unknown = " and ".join(
            f"{which}: {gap}"
            for which, snapshot in (("before", before), ("after", after))
            if (gap := snapshot.missing(table))
        )
        if unknown:
            yield Difference(name, 0, 0, 0, pl.DataFrame(schema=CHANGE_SCHEMA), unknown)
            continue
        changes = _changes(table, before, after)
        if not changes.is_empty():
            rows = changes.group_by("change").agg(pl.col("key").n_unique())
            count = dict(rows.iter_rows())
            yield Difference(
                name,
                count.get("added", 0),
                count.get("removed", 0),
                count.get("changed", 0),
                changes,
            )


def _changes(table: Table, before: Snapshot, after: Snapshot) -> pl.DataFrame:
    shared = before.captures[table.name].read & after.captures[table.name].read
    columns = [name for name in table.columns if name in shared and name not in table.key]
    old, new = (_as_text(snapshot[table], table, columns) for snapshot in (before, after))
    whole = [
        new.join(old, on="key", how="anti").select("key", change=pl.lit("added")),
        old.join(new, on="key", how="anti").select("key", change=pl.lit("removed")),
    ]
    cells = old.unpivot(columns, index="key", variable_name="column", value_name="before").join(
        new.unpivot(columns, index="key", variable_name="column", value_name="after"),
        on=["key", "column"],
    )
    changed = cells.filter(pl.col("before").ne_missing(pl.col("after"))).with_columns(
        change=pl.lit("changed")
    )
    empty = pl.DataFrame(schema=CHANGE_SCHEMA)
    return (
        pl.concat([empty, *whole, changed], how="diagonal")
        .select(*CHANGE_SCHEMA)
        .sort("key", "column", nulls_last=False)
    )


def _as_text(frame: pl.DataFrame, table: Table, columns: list[str]) -> pl.DataFrame:
    """Return key and columns as text; a list is sorted, since its order means nothing."""
    return frame.select(
        pl.concat_str(
            [pl.col(name).cast(pl.String).fill_null("") for name in table.key], separator=" / "
        ).alias("key"),
        *(_text(name, table) for name in columns),
    )


def _text(name: str, table: Table) -> pl.Expr:
    if isinstance(table.columns[name].dtype, pl.List):
        return pl.col(name).list.sort().list.join(", ")
    return pl.col(name).cast(pl.String)
