"""Which columns of a table are known of every row, and which objects were asked at all.

A column that one file carries and another lacks is known of the rows of the one only. An empty
text or list says "there is none" where it was read and nothing where it was not, so such a
column counts only where it covers every row. An absent flag, number or moment says by itself
that it is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from pilotage.collect.files.piece import Piece
from pilotage.facts.snapshot import Capture
from pilotage.facts.table import Table
from pilotage.facts.tables import MAILBOX_PERMISSIONS

SAYS_NONE = (pl.String, pl.List(pl.String))
"""Types of which an empty value says that there is none."""

ASKED_OF = {"memberships": "groups", "group_owners": "groups"}
"""Tables that are asked for one object at a time, and the table of these objects."""


RIGHTS = {
    "output of Get-EXOMailboxPermission": "Full Access",
    "output of Get-EXORecipientPermission": "Send As",
}
"""Exports that hold one right each; only together they are all of ``mailbox_permissions``."""


def coverage(pieces: Sequence[Piece], frame: pl.DataFrame) -> tuple[frozenset[str], dict[str, int]]:
    """Return the columns that were read, and how many rows lack one that others carry.

    ``frame`` is the table that the pieces made. An empty page tells nothing about columns, nor
    does a source that failed as a whole.
    """
    filled = [piece for piece in pieces if piece.batch.frame.height] or list(pieces)
    carried = [frozenset(piece.batch.frame.columns) for piece in filled]
    some, every = frozenset().union(*carried), frozenset.intersection(*carried)
    table = pieces[0].batch.table
    partly = [name for name in table.columns if name in some - every and _says_none(table, name)]
    gaps = {name: count for name in partly if (count := _gap(filled, frame, name))}
    return some - gaps.keys(), gaps


def _says_none(table: Table, column: str) -> bool:
    return table.columns[column].dtype in SAYS_NONE


def _gap(pieces: Sequence[Piece], frame: pl.DataFrame, column: str) -> int:
    """Return how many rows no piece with ``column`` gave."""
    key = list(pieces[0].batch.table.key)
    keys = [
        piece.batch.frame.select(key)
        for piece in pieces
        if column in piece.batch.frame.columns and set(key) <= set(piece.batch.frame.columns)
    ]
    if not keys:
        return 0
    return frame.join(
        pl.concat(keys, how="vertical_relaxed"), on=key, how="anti", nulls_equal=True
    ).height


def never_asked(pieces: Sequence[Piece], made: Mapping[str, Capture]) -> dict[str, Capture]:
    """Return the tables of which some object was never asked, now saying so.

    A table that another source gave as a whole, such as a list of all members, is not concerned.
    """
    gaps: dict[str, str] = {"mailbox_permissions": _rights_not_asked(pieces)}
    for name, holders in ASKED_OF.items():
        its = [piece for piece in pieces if piece.batch.table.name == name]
        if its and holders in made and all(piece.batch.of for piece in its):
            asked = [id.lower() for piece in its for id in piece.batch.of]
            gaps[name] = _unasked(name, holders, made[holders].frame, asked)
    return {name: _lacking(made[name], gap) for name, gap in gaps.items() if gap}


def _lacking(capture: Capture, gap: str) -> Capture:
    return replace(capture, missing="; ".join(filter(None, (capture.missing, gap))))


def _rights_not_asked(pieces: Sequence[Piece]) -> str:
    """Say which right was not exported where another one was."""
    holds = {piece.holds for piece in pieces if piece.batch.table is MAILBOX_PERMISSIONS}
    absent = [right for cmdlet, right in RIGHTS.items() if cmdlet not in holds]
    whole = holds - RIGHTS.keys() - {"output of Get-EXOMailbox"}
    if whole or not absent or len(absent) == len(RIGHTS):
        return ""
    return f"{absent[0]} was not saved"


def _unasked(table: str, holders: str, frame: pl.DataFrame, asked: Sequence[str]) -> str:
    """Say how many of ``holders`` are not among the ids that were ``asked``."""
    id = pl.col(frame.columns[0])
    left = frame.filter(~id.str.to_lowercase().is_in(list(asked)))
    if left.is_empty():
        return ""
    name = left.select(pl.coalesce("name", id)).item(0, 0)
    return (
        f"{table} of {left.height:,} of {frame.height:,} {holders} were not saved, such as {name}"
    )
