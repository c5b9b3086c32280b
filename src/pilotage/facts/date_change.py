"""A date that moved, by how much, and why: what delays are really made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

Cause = Literal[
    "decision",
    "communication",
    "ownership",
    "dependency",
    "identity",
    "vendor",
    "tool",
    "licence",
    "capacity",
    "scope",
    "force majeure",
    "unexplained",
]
CAUSES: tuple[str, ...] = get_args(Cause)
"""Causes of a slip; ``unexplained`` is what a slip is called until somebody names its cause."""

EXPLAIN_WITHIN = timedelta(days=2)
"""A slip without a cause for longer than this is counted as unexplained."""


@dataclass(frozen=True)
class DateChange:
    """``what`` moved by ``days`` (later is positive) from ``was`` to ``becomes``.

    ``at`` is when ``who`` changed it.
    """

    what: str
    days: float
    cause: Cause
    who: str
    at: datetime
    was: date | None = None
    becomes: date | None = None
    why: str = ""
