"""What was true in one environment at one moment, and what we could not see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import polars as pl

from pilotage.facts.errors import NotKnown
from pilotage.facts.table import Need, Table


@dataclass(frozen=True)
class Capture:
    """One table as its sources gave it.

    ``missing`` says what was withheld, if anything. ``read`` names the columns that the sources
    carried: a column outside it is unknown, not empty. ``gaps`` counts, for a column that some
    sources carried, the rows that came from the others; it is then not in ``read``.
    """

    frame: pl.DataFrame
    source: str
    missing: str = ""
    read: frozenset[str] = frozenset()
    gaps: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """Rows or a file that could not be used: where, how many rows, and why.

    ``rows`` is 0 when a whole file was refused before its rows could be counted. ``tables`` names
    the tables that lack them. ``harmless`` says that nothing is lost: the row was kept without a
    value, or is of no use.
    """

    where: str
    why: str
    rows: int = 1
    tables: tuple[str, ...] = ()
    harmless: bool = False


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Everything collected from one environment in one run. Never edited, only superseded.

    Two snapshots are the same only if they are one: compare them with ``differences``.

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
            return _unread(need.table.name, unread, capture)
        return ""

    def lost(self, need: Table | Need) -> str:
        """Say how many rows of what is needed were refused, or return an empty string.

        What remains can show that something is wrong, and cannot show that nothing is.
        """
        name = need.table.name if isinstance(need, Need) else need.name
        of_it = [each for each in self.refused if name in each.tables and not each.harmless]
        if rows := sum(each.rows for each in of_it):
            return f"{rows:,} rows of {name} were refused, such as {of_it[0].where}"
        return ""

    def with_table(self, table: Table, capture: Capture) -> Snapshot:
        """Return a copy in which ``table`` is ``capture``."""
        return replace(self, captures={**self.captures, table.name: capture})


def _unread(table: str, columns: Sequence[str], capture: Capture) -> str:
    """Say which columns are unknown, and of how many rows where it is not all of them."""
    if partly := [name for name in columns if name in capture.gaps]:
        whole = capture.frame.height
        known = (f"{name} of {whole - capture.gaps[name]:,}" for name in partly)
        return f"of {whole:,} {table}, the sources tell only {', '.join(known)}"
    return f"{table} was read without {', '.join(columns)}"
