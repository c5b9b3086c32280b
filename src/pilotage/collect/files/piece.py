"""A batch and where it came from: the unit that folders are put together from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import polars as pl

from pilotage.collect.batch import Batch


@dataclass(frozen=True)
class Piece:
    """``reader`` and ``holds`` say what kind of file it was, ``files`` their names."""

    reader: str
    holds: str
    files: tuple[str, ...]
    batch: Batch

    @property
    def order(self) -> tuple[str, str, tuple[str, ...]]:
        """Return what decides whose value counts: reader, then content, then file."""
        return self.reader, self.holds, self.files

    def with_frame(self, frame: pl.DataFrame) -> Piece:
        """Return a copy with another frame."""
        return replace(self, batch=replace(self.batch, frame=frame))


def said(files: Iterable[str]) -> str:
    """Return files in a few words: the first, and how many more."""
    first, *others = dict.fromkeys(files)
    return f"{first} and {len(others)} more" if others else first


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with those of one kind and the same columns made one.

    An export has a file for each of thousands of groups; what follows works on whole tables.
    """
    alike: dict[tuple[object, ...], list[Piece]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda piece: piece.order):
        batch = piece.batch
        kind = (piece.reader, piece.holds, batch.table.name, tuple(batch.frame.columns), batch.adds)
        alike[kind].append(piece)
    return [_one(its) for its in alike.values()]


def _one(pieces: Sequence[Piece]) -> Piece:
    first = pieces[0]
    frame = pl.concat(_typed(piece.batch) for piece in pieces)
    missing = dict.fromkeys(piece.batch.missing for piece in pieces if piece.batch.missing)
    batch = replace(first.batch, frame=frame, missing="; ".join(missing))
    return replace(first, files=tuple(chain.from_iterable(p.files for p in pieces)), batch=batch)


def _typed(batch: Batch) -> pl.DataFrame:
    """Return the frame in the dtypes of its table; a reader may leave a column of nulls untyped."""
    schema = {name: batch.table.columns[name].dtype for name in batch.frame.columns}
    if batch.frame.schema == schema:
        return batch.frame
    return batch.frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
