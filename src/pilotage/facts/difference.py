"""What changed between two snapshots of one environment.

Order, casing, blanks, values that are the default anyway and values that nobody read are no
change: a false alarm costs trust.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import polars as pl

from pilotage.facts.settings_difference import CHANGE_SCHEMA, settings_changes
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import UTC_TIME, Table
from pilotage.facts.tables import SETTINGS, TABLES

CASE_MATTERS = {("users", "immutable_id"), ("dns_records", "value")}
"""Values that mean something else in capitals: they are base64, or may hold it."""

DEFAULTS = {
    ("conditional_access_policies", "client_apps"): "all",
    ("conditional_access_policies", "include_platforms"): "all",
    ("conditional_access_policies", "include_locations"): "all",
    ("groups", "visibility"): "public",
    ("role_assignments", "scope"): "/",
    ("users", "kind"): "member",
}
"""What nothing stands for, where Graph leaves the default out."""

Columns = Callable[[Table], Collection[str]]
"""Which columns of a table are compared."""


@dataclass(frozen=True)
class Difference:
    """How one table differs. ``unknown`` says why it cannot be compared, if it cannot."""

    table: str
    added: int
    removed: int
    changed: int
    changes: pl.DataFrame
    unknown: str = ""


def every_column(table: Table) -> Collection[str]:
    """Compare all that a table holds."""
    return table.columns


def differences(
    before: Snapshot, after: Snapshot, compared: Columns = every_column
) -> Iterator[Difference]:
    """Yield one difference per table that either snapshot holds and that is not the same.

    A column that only one of them has read is not compared: unknown is not a change. A table of
    which ``compared`` names no column is left out.
    """
    for name in sorted(before.captures.keys() | after.captures.keys()):
        table = TABLES[name]
        if not (wanted := compared(table)):
            continue
        unknown = " and ".join(
            f"{which}: {gap}"
            for which, snapshot in (("before", before), ("after", after))
            if (gap := snapshot.missing(table))
        )
        if unknown:
            yield Difference(name, 0, 0, 0, pl.DataFrame(schema=CHANGE_SCHEMA), unknown)
            continue
        changes = _changes(table, before, after, wanted)
        if not changes.is_empty():
            yield _counted(name, changes)


def _counted(name: str, changes: pl.DataFrame) -> Difference:
    rows = changes.group_by("change").agg(pl.col("key").n_unique())
    count = dict(rows.iter_rows())
    added, removed, changed = (count.get(kind, 0) for kind in ("added", "removed", "changed"))
    return Difference(name, added, removed, changed, changes)


def _changes(
    table: Table, before: Snapshot, after: Snapshot, wanted: Collection[str]
) -> pl.DataFrame:
    if table is SETTINGS:
        return settings_changes(before[table], after[table])
    there = table.exists()
    shared = before.captures[table.name].read & after.captures[table.name].read & set(wanted)
    columns = [name for name in table.columns if name in shared and name not in table.key]
    old, new = (
        _as_text(snapshot[table].filter(there), table, columns) for snapshot in (before, after)
    )
    whole = [
        new.join(old, on="key", how="anti").select("key", change=pl.lit("added")),
        old.join(new, on="key", how="anti").select("key", change=pl.lit("removed")),
    ]
    cells = _cells(old, columns, "before").join(_cells(new, columns, "after"), on=["key", "column"])
    differs = _plain("before").ne_missing(_plain("after"))
    changed = cells.filter(differs & ~_untold(table)).with_columns(change=pl.lit("changed"))
    empty = pl.DataFrame(schema=CHANGE_SCHEMA)
    return (
        pl.concat([empty, *whole, changed], how="diagonal")
        .select(*CHANGE_SCHEMA)
        .sort("key", "column", nulls_last=False)
    )


def _cells(frame: pl.DataFrame, columns: list[str], value: str) -> pl.DataFrame:
    long = frame.unpivot(columns, index="key", variable_name="column", value_name=value)
    return long.cast(pl.String)


def _plain(side: str) -> pl.Expr:
    """Return what a cell says without regard to casing, where casing means nothing."""
    exact = pl.col("column").is_in([column for _, column in CASE_MATTERS])
    return pl.when(exact).then(pl.col(side)).otherwise(pl.col(side).str.to_lowercase())


def _untold(table: Table) -> pl.Expr:
    """Tell which cells have a flag or a number on one side only: that is unknown, not changed."""
    stated = [
        name
        for name, column in table.columns.items()
        if column.dtype in (pl.Boolean, pl.Int64, pl.Float64)
    ]
    one_null = pl.col("before").is_null() | pl.col("after").is_null()
    return pl.col("column").is_in(stated) & one_null


def _as_text(frame: pl.DataFrame, table: Table, columns: list[str]) -> pl.DataFrame:
    """Return ``key`` and the columns as text, one row per key."""
    keys = [_key(name, table).fill_null("") for name in table.key]
    whole = frame.select(
        pl.concat_str(keys, separator=" / ").alias("key"), *(_text(name, table) for name in columns)
    )
    return whole.unique("key", keep="first", maintain_order=True)


def _key(name: str, table: Table) -> pl.Expr:
    text = pl.col(name).cast(pl.String)
    return text if (table.name, name) in CASE_MATTERS else text.str.to_lowercase()


def _text(name: str, table: Table) -> pl.Expr:
    """Return a column as text: lists sorted, moments to the second, nothing for a default."""
    dtype = table.columns[name].dtype
    if isinstance(dtype, pl.List):
        text = pl.col(name).list.unique().list.sort().list.join(", ")
    elif dtype == UTC_TIME:
        text = pl.col(name).dt.truncate("1s").dt.strftime("%Y-%m-%d %H:%M:%S")
    else:
        text = pl.col(name).cast(pl.String).str.strip_chars()
    idle = text.str.to_lowercase().is_in(["", DEFAULTS.get((table.name, name), "")])
    return pl.when(~idle).then(text).alias(name)
