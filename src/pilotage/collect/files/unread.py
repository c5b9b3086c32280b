"""What a refused file leaves unknown, so that half an export never passes for a whole.

A file tells by its content, or else by its name, which tables it should have filled. These
tables are then not whole, whatever the other files of the folder say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from pilotage.collect.files import Batch, Reader
from pilotage.collect.files.piece import Piece
from pilotage.facts.snapshot import Refusal


def left_unknown(
    refusal: Refusal, name: str, readers: Iterable[Reader], holds: str = ""
) -> tuple[Refusal, list[Piece]]:
    """Return the refusal with the tables that lack the file, and a piece per table that says so.

    ``readers`` are those that may have taken the file ``name``: the one that knew it as
    ``holds``, or all of them where nobody could look inside.
    """
    meant = {table.name: (one, table) for one in readers for table in one.fills(name, holds)}
    missing = f"{refusal.where} {refusal.why}".rstrip(".")
    pieces = [
        Piece(
            one.id,
            holds or "a refused file",
            (name,),
            Batch(table, pl.DataFrame(), missing=missing),
        )
        for one, table in meant.values()
    ]
    return replace(refusal, tables=tuple(sorted(meant))), pieces
