"""Rows as a file of the CSV set."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

ENDS = "\r\n"
"""As in RFC 4180. Python before 3.13 quotes a carriage return only where it is part of this: a
value of somebody else's could begin a row of its own."""


def as_csv(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return ``rows`` in UTF-8 below their header, which stands there also without rows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), lineterminator=ENDS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
