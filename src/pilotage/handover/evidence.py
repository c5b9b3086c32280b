"""Evidence rows as cells that a reader can read, on the page and in the workbook."""

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl

from pilotage.facts.finding import Finding, Outcome
from pilotage.handover.clock import Clock, lasting
from pilotage.handover.listing import Cell, Listing

ROWS = {Outcome.FAILED: 20, Outcome.PASSED: 5, Outcome.NOT_ASSESSED: 0}
"""Rows of evidence shown on the page."""

KEPT = {Outcome.FAILED: 50_000, Outcome.PASSED: 1_000, Outcome.NOT_ASSESSED: 0}
"""Rows of evidence that the workbook keeps of one finding."""

COLUMNS = 8
LONGEST = 80


def sample(finding: Finding, clock: Clock) -> Listing:
    """Return the first rows of the evidence; of many columns those that say something."""
    frame = finding.evidence.head(ROWS[finding.outcome])
    telling = [name for name in frame.columns if frame[name].null_count() < frame.height]
    shown = frame.select(telling[:COLUMNS])
    height = finding.evidence.height
    kept = KEPT[finding.outcome]
    rest = "all in the workbook" if height <= kept else f"the first {kept:,} in the workbook"
    return Listing(
        "Evidence",
        tuple(shown.columns),
        tuple(tuple(brief(plain(value, clock)) for value in row) for row in shown.rows()),
        finding.basis,
        height,
        rest,
    )


def plain(value: object, clock: Clock) -> Cell:
    """Return a value of a frame as a cell: moments on ``clock``, lists joined."""
    shown: Cell = str(value)
    match value:
        case bool():
            shown = "yes" if value else "no"
        case None | int() | float():
            shown = value
        case datetime():
            shown = clock.sortable(value)
        case timedelta():
            shown = lasting(value)
        case list() | pl.Series():
            shown = ", ".join(str(plain(each, clock)) for each in value)
    return shown


def brief(cell: Cell) -> Cell:
    """Return a cell that fits a column of the page."""
    text = str(cell) if isinstance(cell, str) else ""
    return f"{text[: LONGEST - 1]}…" if len(text) > LONGEST else cell
