"""Who writes to whom in the demo: teams and departments show as communities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from pilotage.demo.chance import Dice, Ints, dice
from pilotage.demo.staff import SPAN
from pilotage.demo.tenant import PARTNER, Tenant

DAYS = 30
FULL = 20_000
"""Above this many people the trace is thinned, to keep the file below 100 MB."""


@dataclass(frozen=True)
class Circle:
    """For each person, the ``width`` rows of the staff list from ``start`` on to write to.

    ``letters`` is how many recipients are drawn, ``usual`` how many messages each gets.
    """

    start: Ints
    width: Ints
    letters: int
    usual: int


def traffic(tenant: Tenant) -> pl.DataFrame:
    """Return sender, recipient, messages and days of a message trace.

    People write most to their team, then to their department, then to anybody; every tenth
    also writes to a partner outside.
    """
    throws = dice(tenant.seed, "traffic")
    people = tenant.people
    team, department, anybody = (6, 4, 2) if people.height <= FULL else (4, 3, 1)
    row, first, size, rank = (people[name].to_numpy() for name in ("row", "first", "size", "rank"))
    start = first + 1 + (rank - 1).clip(0) // SPAN * SPAN
    near = Circle(start, np.minimum(SPAN, first + size - start), letters=team, usual=40)
    wider = Circle(first, size, letters=department, usual=12)
    widest = Circle(first * 0, size * 0 + people.height, letters=anybody, usual=3)
    letters = pl.concat(_letters(row, circle, throws) for circle in (near, wider, widest))
    return pl.concat([_inside(letters, people["id"]), _outside(people)]).with_columns(
        days=pl.lit(DAYS)
    )


def _letters(row: Ints, circle: Circle, throws: Dice) -> pl.DataFrame:
    """Return senders and recipients by row, and how many messages each pair exchanged."""
    sender, start, width = (
        np.repeat(each, circle.letters) for each in (row, circle.start, circle.width)
    )
    recipient = start + (throws.random(sender.size) * width).astype(np.int64)
    messages = 1 + throws.exponential(circle.usual, sender.size).astype(np.int64)
    return pl.DataFrame({"from": sender, "to": recipient, "messages": messages})


def _inside(letters: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    pairs = (
        letters.filter(pl.col("from") != pl.col("to"))
        .unique(["from", "to"], keep="first", maintain_order=True)
        .sort("from", "to")
    )
    return pl.DataFrame(
        {
            "sender": ids.gather(pairs["from"]),
            "recipient": ids.gather(pairs["to"]),
            "messages": pairs["messages"],
        }
    )


def _outside(people: pl.DataFrame) -> pl.DataFrame:
    return people.filter(pl.col("row") % 10 == 0).select(
        sender="id", recipient=pl.lit(f"desk@{PARTNER}"), messages=pl.col("row") % 7 + 1
    )
