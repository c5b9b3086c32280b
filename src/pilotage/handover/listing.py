"""A table of the report: bounded on the page, exportable as CSV, honest about what it leaves."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pilotage.facts.finding import Basis
from pilotage.facts.spreadsheet import harmless
from pilotage.handover.words import Word

CSV_LIMIT = 200_000
"""A longer CSV is not carried in the page; the workbook holds it."""

SHOWN = 20
"""Rows of a table that may be long."""

SENTENCES = 3

DEPENDENCIES_KEPT = 250_000
"""Dependencies in the workbook, the heaviest; the command line exports them all."""


@dataclass(frozen=True)
class Link:
    """A cell that leads to a file beside the report."""

    text: str
    href: str

    shape: ClassVar[str] = "link"

    def __str__(self) -> str:
        return self.href


@dataclass(frozen=True)
class Lines:
    """A cell of several sentences, of which the page shows the first ``SENTENCES``."""

    every: tuple[str, ...]

    shape: ClassVar[str] = "lines"

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the sentences that the page shows."""
        return self.every[:SENTENCES]

    def __str__(self) -> str:
        return "\n".join(self.every)


Cell = str | int | float | None | Word | Link | Lines


@dataclass(frozen=True)
class Listing:
    """Rows under one caption. ``total`` is how many there are, of which ``rows`` are shown.

    ``rest`` says where the others are.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    basis: Basis = Basis.MEASURED
    total: int = 0
    rest: str = "all in the workbook"

    @property
    def extent(self) -> str:
        """Say how much is shown, such as ``first 20 of 4,312; all in the workbook``."""
        if self.total > len(self.rows):
            return f"first {len(self.rows):,} of {self.total:,}; {self.rest}"
        return ""

    @property
    def file_name(self) -> str:
        """Return a name for the CSV file, made of the caption."""
        return f"{re.sub('[^a-z0-9]+', '-', self.caption.lower()).strip('-')[:60]}.csv"

    @property
    def csv(self) -> str:
        """Return the rows that are shown as CSV; no cell can start a formula."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([_cell(cell) for cell in row] for row in self.rows)
        return out.getvalue()

    @property
    def href(self) -> str:
        """Return the CSV as a ``data:`` address, empty where it is too long for a page."""
        if len(self.csv) > CSV_LIMIT:
            return ""
        coded = base64.b64encode(self.csv.encode("utf-8-sig")).decode()
        return f"data:text/csv;charset=utf-8;base64,{coded}"


def _cell(cell: Cell) -> Cell:
    return cell if cell is None or isinstance(cell, int | float) else harmless(str(cell))


def listing(
    caption: str,
    columns: Iterable[str],
    rows: Iterable[tuple[Cell, ...]],
    *,
    basis: Basis = Basis.COMPUTED,
    shown: int = SHOWN,
    total: int | None = None,
    rest: str = "all in the workbook",
) -> Listing:
    """Return the first ``shown`` of ``rows``; ``total`` counts rows that were not handed over."""
    every = tuple(rows)
    found = len(every) if total is None else total
    return Listing(caption, tuple(columns), every[:shown], basis, found, rest)
