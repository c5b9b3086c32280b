"""Files of other tools about another tenant than the rest of the folder is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from pilotage.collect.files.piece import Piece
from pilotage.collect.results.tenants import foreign, home
from pilotage.facts.table import Table
from pilotage.facts.tables import DOMAINS, SETTINGS, THIRD_PARTY_RESULTS


def foreign_files(pieces: Sequence[Piece]) -> dict[str, str]:
    """Return the files with results of another tenant, and why they cannot be used.

    Whose the folder is, the files without such results tell; where they do not, nobody is foreign.
    """
    told = [piece for piece in pieces if piece.batch.frame.width]
    results = [piece for piece in told if piece.batch.table is THIRD_PARTY_RESULTS]
    theirs = {piece.files for piece in results}
    ours = [piece for piece in told if piece.files not in theirs]
    at_home = home(_rows(ours, SETTINGS), _rows(ours, DOMAINS))
    found = {}
    for piece in results:
        stated = piece.batch.frame["tenants"].explode().drop_nulls().unique().sort()
        if foreign(stated, at_home):
            of = ", ".join(stated)
            found[piece.files[0]] = f"holds results of another tenant ({of}); it is not used"
    return found


def _rows(pieces: Iterable[Piece], table: Table) -> pl.DataFrame:
    frames = [piece.batch.frame for piece in pieces if piece.batch.table is table]
    return pl.concat([table.frame([]), *frames], how="diagonal_relaxed")
