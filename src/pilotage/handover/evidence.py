"""Evidence rows as cells that a reader can read, on the page and in the workbook."""

from __future__ import annotations

import polars as pl

from pilotage.facts.clock import Clock
from pilotage.facts.finding import Finding, Outcome
from pilotage.handover.listing import Cell, Listing

ROWS = {Outcome.FAILED: 20, Outcome.PASSED: 5, Outcome.NOT_ASSESSED: 0}
"""Rows of evidence shown on the page."""

KEPT = {Outcome.FAILED: 10_000, Outcome.PASSED: 500, Outcome.NOT_ASSESSED: 0}
"""Rows of evidence that the workbook keeps of one finding."""

COLUMNS = 8
LONGEST = 80


def sample(finding: Finding, clock: Clock) -> Listing:
    """Return the first rows of the evidence; of many columns those that say something."""
    frame = finding.evidence.head(ROWS[finding.outcome])
    telling = [name for name in frame.columns if frame[name].null_count() < frame.height]
    shown = readable(frame.select(telling[:COLUMNS]), clock)
    height = finding.evidence.height
    kept = KEPT[finding.outcome]
    return Listing(
        "Evidence",
        tuple(shown.columns),
        tuple(tuple(brief(value) for value in row) for row in shown.rows()),
        finding.basis,
        height,
        "all in the workbook" if height <= kept else f"the first {kept:,} in the workbook",
    )


def readable(frame: pl.DataFrame, clock: Clock) -> pl.DataFrame:
    """Return ``frame`` with numbers as they are and all else as text.

    Moments stand on ``clock``, lists are joined with commas, truth is yes or no.
    """
    return frame.select(_readable(frame[name], clock) for name in frame.columns)


def brief(cell: Cell) -> Cell:
    """Return a cell that fits a column of the page."""
    if isinstance(cell, str) and len(cell) > LONGEST:
        return f"{cell[: LONGEST - 1]}…"
    return cell


def _readable(column: pl.Series, clock: Clock) -> pl.Series:
    dtype = column.dtype
    if dtype.is_numeric():
        return column.cast(pl.Float64) if dtype.is_decimal() else column
    if isinstance(dtype, pl.Datetime):
        moments = column.dt.convert_time_zone(clock.zone.key) if dtype.time_zone else column
        return moments.dt.strftime("%Y-%m-%d %H:%M")
    if dtype == pl.Boolean:
        return column.replace_strict({True: "yes", False: "no"}, return_dtype=pl.String)
    if dtype == pl.List(pl.String):
        return column.list.join(", ")
    if dtype.is_nested() or dtype in (pl.Object, pl.Duration, pl.Binary):
        texts = [None if value is None else str(value) for value in column.to_list()]
        return pl.Series(column.name, texts, dtype=pl.String)
    return column.cast(pl.String)
