"""Pages that must follow and are not there, so that half an answer never passes for a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pilotage.collect.files.piece import Piece
from pilotage.collect.graph.recognise import page_number

CUT = "the answer ends with a next page that is not there"


def pages_missing(pieces: Sequence[Piece]) -> dict[str, list[str]]:
    """Return, for each table that lacks a page, what is missing.

    An answer is whole when one of its pages names no next one, and, where the files are
    numbered, when the number after each page that names a next one is there.
    """
    streams: dict[tuple[str, str, str, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        table = piece.batch.table.name
        streams[table, piece.reader, piece.holds, piece.batch.stream].append(piece)
    gaps: dict[str, list[str]] = defaultdict(list)
    for (table, *_), pages in sorted(streams.items()):
        if gap := _gap(pages):
            gaps[table].append(gap)
    return gaps


def _gap(pages: Sequence[Piece]) -> str:
    leading = [piece for piece in pages if piece.batch.more]
    if not leading:
        return ""
    last = max(piece.files for piece in leading)[-1]
    if len(leading) == len(pages):
        return f"{CUT} ({last})"
    numbers = {page_number(piece.files[0]) for piece in pages}
    if len(numbers) < len(pages):
        return ""
    for piece in leading:
        number = page_number(piece.files[0])
        follows = {number + 1} if number is not None else {0, 1, 2}
        if not follows & numbers:
            return f"{CUT} ({piece.files[0]} names one and no file continues it)"
    return ""
