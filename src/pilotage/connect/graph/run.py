"""One collection under way: who asks, where answers are kept, who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pilotage.connect.answers import Answers
from pilotage.connect.graph.client import Client
from pilotage.connect.graph.declared import Resource


@dataclass
class Run:
    """``now`` ends the window of logs. ``totals`` are counts of objects, where they are known.

    ``earlier`` is the folder of an earlier collection of the same tenant, if one can be used.

    The files of a stream are numbered in the order of its pages: ``users-0001.json``. A page
    that is asked for again replaces itself.
    """

    client: Client
    answers: Answers
    tell: Callable[[str, int, int], None]
    now: datetime
    earlier: Path | None = None
    totals: dict[str, int] = field(default_factory=dict)

    def first(self, resource: Resource) -> str:
        """Return the address of the first page."""
        return f"{self.client.endpoint}/{resource.version}{resource.query(self.now)}"

    def kept(self, stream: str) -> list[Path]:
        """Return the paths of the pages of a stream, in their order."""
        return kept(self.answers.folder, stream)

    def forget(self, stream: str) -> None:
        """Remove the pages of a stream and let it begin again."""
        for file in (*self.kept(stream), *self.kept(f".{stream}")):
            file.unlink()
        self.answers.restart(stream)


def kept(folder: Path, stream: str) -> list[Path]:
    """Return the paths of the pages of a stream in a folder, in their order."""
    return sorted(folder.glob(f"{stream}-[0-9]*.json"), key=lambda path: (len(path.name), path))


def file_of(resource: Resource, number: int) -> str:
    """Return the name of a page; ``number`` counts from one."""
    return f"{resource.id}-{number:04}.json"
