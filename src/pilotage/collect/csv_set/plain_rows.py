"""Rows of CSV text without a quotation mark, split as whole columns.

A line is then a row, and millions of them need no loop.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Split:
    """Text rows of equal width by position (``0``, ``1``, …), the line each begins on, and
    (line, reason) of rows that cannot be used.
    """

    frame: pl.DataFrame
    lines: pl.Series
    broken: list[tuple[int, str]]


def is_plain(text: str) -> bool:
    """Tell whether every line of ``text`` is a row by itself."""
    return '"' not in text and text.count("\r") == text.count("\r\n")


def split_plain(text: str, first: int, separator: str, width: int, *, fill: bool) -> Split:
    """Split ``text``, whose first line has the number ``first``.

    Blank lines are no rows; a row of blank values is one. Extra values are forgiven while they
    are empty; ``fill`` completes short rows.
    """
    whole = pl.DataFrame({"row": pl.Series([text]).str.split("\n").explode(empty_as_null=True)})
    numbered = whole.with_row_index("line", first).with_columns(
        pl.col("row").str.strip_chars_end("\r").str.split(separator)
    )
    count = pl.col("row").list.len()
    blank = pl.col("row").list.join("").str.strip_chars() == ""
    beyond = pl.col("row").list.slice(width).list.join("").str.strip_chars() == ""
    fits = (count == width) | blank | (count > width) & beyond | pl.lit(fill) & (count < width)
    rows = numbered.filter(pl.col("row") != [""]).with_columns(count.alias("count"), fits=fits)
    kept, lost = rows.filter("fits"), rows.filter(~pl.col("fits"))
    values = pl.col("row").list
    columns = {
        str(place): values.get(place, null_on_oob=True).fill_null("") for place in range(width)
    }
    why = pl.format(f"has {{}} values where the header has {width}", "count")
    return Split(
        kept.select(**columns),
        kept["line"].cast(pl.Int64),
        lost.select(pl.col("line").cast(pl.Int64), why).rows(),
    )
