"""What one kind of inventory row looks like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from pilotage.facts.errors import SchemaMismatch

Row = Mapping[str, Any]

UTC_TIME = pl.Datetime("us", "UTC")
"""The dtype of every moment; local time appears at the doors only."""


@dataclass(frozen=True)
class Column:
    """One column: its dtype, and what a value of it means, with its unit.

    ``least`` is the smallest sensible number; a smaller one is refused where it is read.
    ``empty_says_none`` marks a key of which the empty text is an answer: what was asked for does
    not exist. Elsewhere an empty key is a fault.
    """

    dtype: pl.DataType | type[pl.DataType]
    says: str
    least: float | None = None
    empty_says_none: bool = False


@dataclass(frozen=True)
class Table:
    """A named, documented frame schema.

    ``key`` names the columns that identify a row; two rows never share a key.
    ``source`` names where rows come from: the API, cmdlet or export that knows them.
    """

    name: str
    says: str
    source: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]

    @property
    def schema(self) -> dict[str, pl.DataType | type[pl.DataType]]:
        """Return the Polars schema, in the order of declaration."""
        return {name: column.dtype for name, column in self.columns.items()}

    def frame(self, rows: Iterable[Row]) -> pl.DataFrame:
        """Build a frame of this table, one row per key, sorted by key; absent values are null.

        Raises:
            SchemaMismatch: a row has a column that the table does not know.
        """
        rows = list(rows)
        for row in rows:
            if extra := row.keys() - self.columns.keys():
                raise SchemaMismatch(f"{self.name} has no column {', '.join(sorted(extra))}")
        made = pl.DataFrame(rows, schema=self.schema, strict=True)
        return self.tidy(made)

    def tidy(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return ``frame`` with all columns of the table, one row per key, sorted by key.

        A column that is absent becomes null. Of two rows with one key the first is kept.

        Raises:
            SchemaMismatch: a column is unknown, or cannot be cast to its declared dtype.
        """
        if extra := set(frame.columns) - self.columns.keys():
            raise SchemaMismatch(f"{self.name} has no column {', '.join(sorted(extra))}")
        try:
            whole = frame.select(
                (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
                for name, dtype in self.schema.items()
            )
        except pl.exceptions.PolarsError as error:
            raise SchemaMismatch(f"{self.name}: {error}") from error
        return whole.unique(list(self.key), keep="first", maintain_order=True).sort(self.key)

    def exists(self) -> pl.Expr:
        """Tell of each row whether it is a thing, and not the answer that there is none."""
        answers = [name for name in self.key if self.columns[name].empty_says_none]
        return pl.all_horizontal(pl.lit(True), *(pl.col(name).ne_missing("") for name in answers))

    def needs(self, *columns: str) -> Need:
        """Say that a reader needs these columns to have been read, not only the table."""
        if unknown := set(columns) - self.columns.keys():
            raise SchemaMismatch(f"{self.name} has no column {', '.join(sorted(unknown))}")
        return Need(self, columns)


@dataclass(frozen=True)
class Need:
    """A table, and those of its columns, that must have been read to answer a question."""

    table: Table
    columns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return how the need is written in a page: ``users (last_sign_in_at)``."""
        return f"{self.table.name} ({', '.join(self.columns)})" if self.columns else self.table.name
