"""Text that a spreadsheet takes for text, whatever a name or a subject line begins with.

A cell that begins like a formula is run when the file is opened. An apostrophe in front of it
makes it text; ``plain`` takes the apostrophe away again.
See https://owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import polars as pl

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def harmless(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_STARTS) else text


def plain(cell: str) -> str:
    """Return what ``harmless`` was given."""
    return cell[1:] if cell.startswith("'") else cell


def harmless_texts(frame: pl.DataFrame) -> pl.DataFrame:
    """Return ``frame`` with each column of text made harmless, and all others as they are."""
    text = pl.col(pl.String)
    starts = text.str.head(1).is_in(_STARTS)
    return frame.with_columns(pl.when(starts).then("'" + text).otherwise(text).name.keep())
