"""Rows kept as Parquet beside a run, paged as if they were a query of the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from pilotage.facts.errors import NotKnown
from pilotage.store.clients import folder_of
from pilotage.store.models import Run


class Rows:
    """Rows of a frame in an order; only those that are asked for are ever made."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        self.frame = frame

    def order_by(self, by: str) -> Rows:
        """Return the rows sorted by a column, downwards with a dash before it; unknown is last."""
        down = by.startswith("-")
        return Rows(self.frame.sort(by.lstrip("-"), descending=down, nulls_last=True))

    def matching(self, text: str) -> Rows:
        """Return the rows that have a text in one of their columns of text, in any case."""
        schema = self.frame.collect_schema()
        wanted = text.strip().lower()
        texts = [name for name, dtype in schema.items() if dtype == pl.String]
        has = [pl.col(each).str.to_lowercase().str.contains(wanted, literal=True) for each in texts]
        return Rows(self.frame.filter(pl.any_horizontal(each.fill_null(False) for each in has)))

    def count(self) -> int:
        """Return how many rows there are."""
        return int(self.frame.select(pl.len()).collect().item())

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        start = part.start or 0
        length = None if part.stop is None else part.stop - start
        return self.frame.slice(start, length).collect().to_dicts()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self.frame.collect().iter_rows(named=True)


def frame(run: Run, home: Path, name: str) -> pl.LazyFrame:
    """Return a table of a run, unread.

    Raises:
        NotKnown: the run has none of that name, or its folder is not at hand.
    """
    path = folder_of(run.engagement, home) / run.folder / f"{name}.parquet"
    if not run.folder or not path.is_file():
        raise NotKnown(f"{run} has no table {name} at hand; judge again to make it")
    return pl.scan_parquet(path)
