"""Exports as a test writes them down: a file in a folder, and what a reader gives for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pilotage.collect.files import READERS, Batch, ExportFile, Facts
from pilotage.facts.snapshot import Refusal


@dataclass(frozen=True)
class Reading:
    """What one file gave."""

    batches: tuple[Batch, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]
    tenant: str

    def rows(self, table: str) -> list[dict[str, object]]:
        frames = [batch.frame for batch in self.batches if batch.table.name == table]
        return [row for frame in frames for row in frame.rows(named=True)]

    def frame(self, table: str) -> pl.DataFrame:
        [frame] = [batch.frame for batch in self.batches if batch.table.name == table]
        return frame


def export(folder: Path, name: str, content: str | bytes, encoding: str = "utf-8") -> ExportFile:
    """Write a file and describe it as the folder does."""
    raw = content.encode(encoding) if isinstance(content, str) else content
    path = folder / Path(name).name
    path.write_bytes(raw)
    return opened(path, name, encoding)


def opened(path: Path, name: str = "", encoding: str = "utf-8") -> ExportFile:
    raw = path.read_bytes()
    head = raw[: 64 * 1024].decode(encoding, errors="replace").removeprefix("\ufeff")
    return ExportFile(path, name or path.name, len(raw), head, encoding)


def reading(reader: str, file: ExportFile) -> Reading:
    """Read ``file`` with one reader; every batch must fit its table."""
    given = list(READERS.load()[reader].read(file))
    batches = tuple(one for one in given if isinstance(one, Batch))
    for batch in batches:
        batch.table.tidy(batch.frame)
    facts = [one for one in given if isinstance(one, Facts)]
    refused = [one for one in given if isinstance(one, Refusal)]
    refused += [one for batch in batches for one in batch.refused]
    notes = tuple(note for fact in facts for note in fact.notes)
    return Reading(batches, tuple(refused), notes, "".join(fact.tenant for fact in facts))
