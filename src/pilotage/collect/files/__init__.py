"""Collect from files: recognise what lies in a folder, read it, and say what was left and why.

A reader is one module under ``readers``. It recognises a file by its head and yields batches
of rows; good rows are kept, bad rows become ``Refusal`` values, and nothing is dropped unsaid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pilotage.collect.batch import Batch
from pilotage.facts.catalogue import Catalogue
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

__all__ = [
    "MAX_BYTES",
    "READERS",
    "Batch",
    "ExportFile",
    "Facts",
    "Read",
    "Reader",
    "Recognise",
    "readers_in_order",
]

MAX_BYTES = 2 * 1024**3
"""A larger file is refused: no export of one resource comes near it."""


@dataclass(frozen=True)
class ExportFile:
    """A file that may be an export: where it lies, its name inside the folder, and its head.

    ``head`` is the first 64 kB decoded as text, BOM removed; ``encoding`` is what it was.
    """

    path: Path
    name: str
    size: int
    head: str
    encoding: str


@dataclass(frozen=True)
class Facts:
    """What a file says about its environment rather than about an object in it.

    ``tenant`` is the name of the organisation, ``notes`` are sentences for people, and
    ``names`` gives the name behind an id that other files use, such as a role or a permission.
    ``made_at`` is when the export was made.
    """

    tenant: str = ""
    notes: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    made_at: datetime | None = None


Recognise = Callable[[ExportFile], str]
Fills = Callable[[str, str], Iterable[Table]]
"""Called with a file's name and what it was recognised as, or nothing where it cannot be opened."""
Read = Callable[[ExportFile], Iterator[Batch | Refusal | Facts]]


@dataclass(frozen=True)
class Reader:
    """One format. ``recognise`` names what the file holds, or returns an empty string.

    ``fills`` yields the tables that a file would have filled: what is unknown when it is refused.
    ``last`` marks a format without a sign of its own: it is asked when no other knows the file.
    """

    id: str
    recognise: Recognise
    fills: Fills
    read: Read
    last: bool = False


READERS: Catalogue[Reader] = Catalogue("pilotage.collect.files.readers")


def reader(
    id: str, *, recognise: Recognise, fills: Fills, last: bool = False
) -> Callable[[Read], Read]:
    """Declare the decorated function as the reader of the files that ``recognise`` knows.

    The function yields batches, refusals and facts. It raises ``InputError`` when the file as
    a whole cannot be used (truncated, wrong shape); what it yielded before is then discarded,
    so that half a file never passes for a whole one.
    """

    def declare(read: Read) -> Read:
        READERS.add(id, Reader(id, recognise, fills, read, last), read.__module__)
        return read

    return declare


def readers_in_order() -> list[Reader]:
    """Return every reader in the order in which they are asked about a file."""
    return sorted(READERS.load().values(), key=lambda one: one.last)
