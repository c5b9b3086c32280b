"""Pages that must follow and are not there, so that half an answer never passes for a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pilotage.collect.files.piece import Piece
from pilotage.collect.graph.recognise import page_number

CUT = "the answer ends with a next page that is not there"


def pages_missing(pieces: Sequence[Piece]) -> dict[str, list[str]]:
    """Return, for each table that lacks a page, what is missing.

    An answer is whole when it has as many objects as it says, one of its pages names no next
    one, and, where the files are numbered, the number after each page that names a next one is
    there.
    """
    streams: dict[tuple[str, str, str, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        table = piece.batch.table.name
        streams[table, piece.reader, piece.holds, piece.batch.stream].append(piece)
    gaps: dict[str, list[str]] = defaultdict(list)
    for (table, *_), pages in sorted(streams.items()):
        if gap := _too_few(pages) or _page_gap(pages):
            gaps[table].append(gap)
    return gaps


def _too_few(pages: Sequence[Piece]) -> str:
    """Say how many objects are missing of those that the answer itself counts."""
    total = max(piece.batch.total for piece in pages)
    given = sum({piece.files: piece.batch.given for piece in pages}.values())
    if given >= total:
        return ""
    return f"the answer counts {total:,} objects and {given:,} are there ({pages[0].files[0]})"


def _page_gap(pages: Sequence[Piece]) -> str:
    leading = _once({piece.batch.more: piece for piece in reversed(pages) if piece.batch.more})
    if not leading:
        return ""
    ends = _once({piece.files: piece for piece in pages if not piece.batch.more})
    if not ends:
        return f"{CUT} ({leading[-1].files[-1]})"
    numbers = {page_number(piece.files[0]) for piece in (*leading, *ends)}
    if len(numbers) < len(leading) + len(ends):
        return ""
    for piece in leading:
        number = page_number(piece.files[0])
        follows = {number + 1} if number is not None else {0, 1, 2}
        if not follows & numbers:
            return f"{CUT} ({piece.files[0]} names one and no file continues it)"
    if not numbers & {None, 0, 1}:
        return f"the pages before {leading[0].files[0]} are not there"
    return ""


def _once(pages: Mapping[object, Piece]) -> list[Piece]:
    """Return each page once, by file: a page saved twice is no second page."""
    return sorted(pages.values(), key=lambda piece: piece.files)
