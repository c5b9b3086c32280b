"""A batch and where it came from: the unit that folders are put together from."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from pilotage.collect.batch import Batch


@dataclass(frozen=True)
class Piece:
    """``reader`` and ``holds`` say what kind of file it was, ``file`` its name."""

    reader: str
    holds: str
    file: str
    batch: Batch

    @property
    def order(self) -> tuple[str, str, str]:
        """Return what decides whose value counts: reader, then content, then file."""
        return self.reader, self.holds, self.file

    def with_frame(self, frame: pl.DataFrame) -> Piece:
        """Return a copy with another frame."""
        return replace(self, batch=replace(self.batch, frame=frame))
