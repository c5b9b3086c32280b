"""One table from many files: rows of one key become one row, column by column.

The first value that is there wins, in the order of reader, content and file name, so that the
same folder always gives the same snapshot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import polars as pl

from pilotage.collect.files.coverage import coverage
from pilotage.collect.files.piece import Piece, said
from pilotage.facts.snapshot import Capture, Refusal
from pilotage.facts.table import Table

ELSEWHERE = "is not needed: {} holds more"


def needed(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Refusal]]:
    """Return the pieces without those that a better source makes needless, and these."""
    kept, left = [], []
    for piece in sorted(pieces, key=lambda piece: piece.order):
        if better := piece.batch.unless and _better(piece, pieces):
            why = f"{piece.batch.table.name} {ELSEWHERE.format(better)}"
            if piece.batch.frame.height:
                rows = piece.batch.frame.height
                left.append(Refusal(said(piece.files), why, rows, harmless=True))
        else:
            kept.append(piece)
    return kept, left


def _better(piece: Piece, pieces: Sequence[Piece]) -> str:
    """Return the file that makes ``piece`` needless, if there is one."""
    unless = piece.batch.unless
    for other in pieces:
        same = other.batch.table is piece.batch.table and not other.batch.missing
        if same and (other.holds == unless or (unless == "*" and other.batch.unless != "*")):
            return said(other.files)
    return ""


def captures(
    pieces: Sequence[Piece], gaps: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Capture], list[Refusal]]:
    """Return every table that a piece fills, and the rows that had no key or came twice.

    ``gaps`` says of tables which of their pages are missing.
    """
    tables: dict[str, list[Piece]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda piece: piece.order):
        tables[piece.batch.table.name].append(piece)
    made: dict[str, Capture] = {}
    refused: list[Refusal] = []
    for name, its in sorted(tables.items()):
        frame, lost = _merged(its[0].batch.table, its)
        withheld = [piece.batch.missing for piece in its if piece.batch.missing]
        missing = "; ".join(dict.fromkeys([*withheld, *gaps.get(name, ())]))
        read, partly = coverage(its, frame)
        made[name] = Capture(frame, _source(its), missing, read, partly)
        refused += lost
    return made, refused


def _merged(table: Table, pieces: Sequence[Piece]) -> tuple[pl.DataFrame, list[Refusal]]:
    refused: list[Refusal] = []
    parts: list[pl.DataFrame] = []
    for group in _by_content(pieces):
        rows = pl.concat([_typed(table, piece) for piece in group], how="diagonal")
        keyless = pl.col(table.key[0]).is_null() | (pl.col(table.key[0]) == "")
        if lost := rows.filter(keyless).height:
            why = f"{table.name} without {table.key[0]}"
            refused.append(Refusal(said(_files(group)), why, lost, (table.name,)))
            rows = rows.filter(~keyless)
        if group[0].batch.adds:
            rows = _summed(table, rows)
        else:
            refused += _again(table, rows, said(_files(group)))
        parts.append(rows)
    return table.tidy(_united(table, pl.concat(parts, how="diagonal"))), refused


def _typed(table: Table, piece: Piece) -> pl.DataFrame:
    """Return the columns that the piece carries, in the dtypes of the table, and the key."""
    frame = piece.batch.frame
    if not frame.width:
        return table.frame([]).select(table.key)
    carried = [name for name in table.columns if name in frame.columns or name in table.key]
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None))
        .cast(table.columns[name].dtype)
        .alias(name)
        for name in carried
    )


def _united(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """Make one row of rows with one key: the first value that is there, column by column."""
    key = list(table.key)
    twice = rows.select(pl.struct(key).is_duplicated()).to_series()
    if not twice.any():
        return rows
    others = [name for name in rows.columns if name not in key]
    joined = (
        rows.filter(twice)
        .group_by(key, maintain_order=True)
        .agg(pl.col(name).drop_nulls().first() for name in others)
    )
    return pl.concat([rows.filter(~twice), joined.select(rows.columns)])


def _summed(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """Add up counted events: ``count`` is summed, of a moment the latest is kept."""
    others = [name for name in rows.columns if name not in table.key]
    how = {name: pl.col(name).sum() if name == "count" else pl.col(name).max() for name in others}
    return rows.group_by(table.key, maintain_order=True).agg(how.values())


def _again(table: Table, rows: pl.DataFrame, where: str) -> Iterator[Refusal]:
    """Say how many rows repeat a key: some only again, some with another value."""
    key = list(table.key)
    twice = rows.filter(pl.struct(key).is_duplicated())
    if twice.is_empty():
        return
    others = [name for name in rows.columns if name not in key]
    said_by_key = twice.group_by(key).agg(
        (pl.len() - 1).alias("*rows"),
        *(_plain(rows, name).drop_nulls().n_unique().alias(name) for name in others),
        again=pl.any_horizontal(False, *(pl.col(name).count() > 1 for name in others)),
    )
    other = pl.any_horizontal(False, *(pl.col(name) > 1 for name in others))
    again = pl.lit(not others) | pl.col("again")
    what = f"the same {' and '.join(key)} came again"
    if count := int(said_by_key.filter(other)["*rows"].sum()):
        why = f"{what} with another value; the first one counts"
        yield Refusal(where, why, count, (table.name,))
    if count := int(said_by_key.filter(~other & again)["*rows"].sum()):
        yield Refusal(where, f"{what} and says the same", count, harmless=True)


def _plain(rows: pl.DataFrame, name: str) -> pl.Expr:
    """Return a column in which texts that differ in case only are the same."""
    return pl.col(name).str.to_lowercase() if rows[name].dtype == pl.String else pl.col(name)


def _by_content(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces that the same kind of file gave, in order."""
    groups: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        groups[piece.reader, piece.holds].append(piece)
    yield from groups.values()


def _source(pieces: Sequence[Piece]) -> str:
    return "; ".join(f"{group[0].holds} ({said(_files(group))})" for group in _by_content(pieces))


def _files(pieces: Sequence[Piece]) -> Iterator[str]:
    return chain.from_iterable(piece.files for piece in pieces)
