"""Values that cannot be: a last sign-in after the export, a size below nothing, a bell in a name.

A moment of the past that lies in the future is left out and its row is kept, and so are characters
that no page can show. A number below the least that its column allows costs the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import polars as pl

from pilotage.collect.files.piece import Piece, said
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import UTC_TIME, Table

PAST = (
    "created_at",
    "password_changed_at",
    "modified_at",
    "updated_at",
    "backed_up_at",
    "measured_at",
    "read_at",
    "since_at",
)
"""Columns, besides ``last_…``, that state something that has happened."""

UNPRINTABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{fffe}\x{ffff}]"
"""Characters that XML, HTML and terminals cannot carry."""

LEEWAY = timedelta(days=1)
"""Clocks and time zones differ by less."""


def plausible(piece: Piece, taken_at: datetime) -> tuple[Piece, tuple[Refusal, ...]]:
    """Return the piece without impossible values, and what was left out."""
    table, frame = piece.batch.table, piece.batch.frame
    low = _too_low(table, frame)
    refused = [
        Refusal(
            said(piece.files),
            f"{name} is less than {table.columns[name].least:g}",
            count,
            (table.name,),
        )
        for name, count in _counts(frame, low)
    ]
    if refused:
        frame = frame.filter(~pl.any_horizontal(low.values()))
    odd = _unprintable(frame)
    for name, count in _counts(frame, odd):
        why = f"{name} holds characters that cannot be printed; they are left out"
        refused.append(Refusal(said(piece.files), why, count, harmless=True))
        frame = frame.with_columns(pl.col(name).str.replace_all(UNPRINTABLE, ""))
    late = _too_late(table, frame, taken_at)
    for name, count in _counts(frame, late):
        why = f"{name} lies after the export; the value is left out and the row is kept"
        refused.append(Refusal(said(piece.files), why, count, harmless=True))
        frame = frame.with_columns(pl.when(~late[name]).then(name).alias(name))
    return replace(piece, batch=replace(piece.batch, frame=frame)), tuple(refused)


def _too_low(table: Table, frame: pl.DataFrame) -> dict[str, pl.Expr]:
    return {
        name: (pl.col(name) < column.least).fill_null(False)
        for name, column in table.columns.items()
        if column.least is not None and name in frame.columns
    }


def _unprintable(frame: pl.DataFrame) -> dict[str, pl.Expr]:
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    return {name: pl.col(name).str.contains(UNPRINTABLE).fill_null(False) for name in texts}


def _too_late(table: Table, frame: pl.DataFrame, taken_at: datetime) -> dict[str, pl.Expr]:
    latest = pl.lit(taken_at + LEEWAY, UTC_TIME)
    return {
        name: (pl.col(name) > latest).fill_null(False)
        for name in table.columns
        if name in frame.columns
        and frame[name].dtype == UTC_TIME
        and (name.startswith("last_") or name in PAST)
    }


def _counts(frame: pl.DataFrame, odd: dict[str, pl.Expr]) -> Iterator[tuple[str, int]]:
    if not odd:
        return
    counted = frame.select(expr.sum().alias(name) for name, expr in odd.items()).row(0, named=True)
    yield from ((name, count) for name, count in counted.items() if count)
