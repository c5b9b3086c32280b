"""What was true in one environment at one moment, and what we could not see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import polars as pl

from pilotage.facts.errors import NotKnown
from pilotage.facts.table import Need, Table


@dataclass(frozen=True)
class Capture:
    """One table as its sources gave it.

    ``missing`` says what was withheld, if anything. ``read`` names the columns that at least
    one source carried: a column outside it is unknown, not empty.
    """

    frame: pl.DataFrame
    source: str
    missing: str = ""
    read: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Refusal:
    """Rows or a file that could not be used: where, how many rows, and why.

    ``rows`` is 0 when a whole file was refused before its rows could be counted.
    """

    where: str
    why: str
    rows: int = 1


@dataclass(frozen=True)
class Snapshot:
    """Everything collected from one environment in one run. Never edited, only superseded.

    ``side`` is "source" or "target": on which side of the migration the environment stands.
    """

    tenant: str
    taken_at: datetime
    captures: Mapping[str, Capture]
    side: str = "source"
    refused: tuple[Refusal, ...] = field(default=())

    def __getitem__(self, table: Table) -> pl.DataFrame:
        """Return the rows of ``table``; ask ``missing`` first whether they are all.

        Raises:
            NotKnown: the table was not collected at all.
        """
        try:
            return self.captures[table.name].frame
        except KeyError:
            raise NotKnown(f"{table.name} was not collected from {self.tenant}") from None

    def rows(self, table: Table) -> pl.DataFrame:
        """Return the rows of ``table``, none where it was not collected.

        For reports and rules that show what is there; a check asks ``missing`` instead.
        """
        capture = self.captures.get(table.name)
        return table.frame([]) if capture is None else capture.frame

    def missing(self, need: Table | Need) -> str:
        """Say why what is needed is not fully known, or return an empty string if it is."""
        need = Need(need) if isinstance(need, Table) else need
        capture = self.captures.get(need.table.name)
        if capture is None:
            return f"{need.table.name} was not collected"
        if capture.missing:
            return capture.missing
        if unread := [name for name in need.columns if name not in capture.read]:
            return f"{need.table.name} was read without {', '.join(unread)}"
        return ""

    def with_table(self, table: Table, capture: Capture) -> Snapshot:
        """Return a copy in which ``table`` is ``capture``."""
        return replace(self, captures={**self.captures, table.name: capture})
