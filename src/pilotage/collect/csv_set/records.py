"""Split CSV text into rows with their line numbers; a broken row costs only itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from pilotage.collect.csv_set.plain_rows import Split, is_plain, split_plain
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal

SEPARATORS = (",", ";", "\t")
UNBALANCED = "a quotation mark is not closed, or stands inside a value"
LISTED = 50
"""So many refusals of one reason are listed by line; the rest are counted."""


@dataclass(frozen=True)
class Records:
    """The header, and the rows: text by position, with the line each begins on.

    ``broken`` holds (line, reason) of rows that cannot be used. ``cut`` says that the text stops
    in the middle of its last line.
    """

    header: tuple[str, ...]
    frame: pl.DataFrame
    lines: pl.Series
    broken: Sequence[tuple[int, str]]
    cut: str = ""

    @property
    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the values of each row."""
        return self.frame.iter_rows()


def header_of(text: str) -> tuple[str, ...]:
    """Return the names of the header line, empty if there is none."""
    _, _, header = _opening(io.StringIO(text, newline=""))
    return header


def read_records(text: str, where: str, *, fill: bool = False) -> Records:
    """Split ``text`` at its own separator; ``fill`` completes short rows with empty values.

    Blank lines are no rows; extra values are forgiven while they are empty.

    Raises:
        InputError: there is no header line.
    """
    stream = io.StringIO(text, newline="")
    start, separator, header = _opening(stream)
    if not header:
        raise InputError("is empty: there is no header line", where=where)
    body = stream.read()
    split = split_plain if is_plain(body) else split_quoted
    made = split(body, start + 1, separator, len(header), fill=fill)
    cut = _cut(body, start + body.count("\n") + 1, made.broken, where)
    return Records(header, made.frame, made.lines, made.broken, cut)


def split_quoted(text: str, first: int, separator: str, width: int, *, fill: bool) -> Split:
    """Split text in which a row may span lines, as ``split_plain`` does."""
    lines = io.StringIO(text, newline="").readlines()
    rows, numbers, broken = [], [], []
    for place, found in _records(lines, 0, separator, width, fill):
        if isinstance(found, str):
            broken.append((place + first - 1, found))
        else:
            rows.append(found)
            numbers.append(place + first - 1)
    columns = list(zip(*rows, strict=True)) or [()] * width
    frame = pl.DataFrame(
        [pl.Series(str(place), values, pl.String) for place, values in enumerate(columns)]
    )
    return Split(frame, pl.Series("line", numbers, pl.Int64), broken)


def _cut(body: str, last: int, broken: Sequence[tuple[int, str]], where: str) -> str:
    """Say that the last line is broken and not ended: the file goes on elsewhere."""
    if body.endswith(("\n", "\r")) or not broken or broken[-1][0] < last:
        return ""
    return f"{where} stops in the middle of line {last}"


def refusals(
    where: str, broken: Sequence[tuple[int, str]], *, harmless: bool = False
) -> tuple[Refusal, ...]:
    """Return (line, reason) pairs as refusals; of many with one reason the later are counted."""
    listed: list[Refusal] = []
    by_reason: dict[str, list[int]] = {}
    for line, why in sorted(broken):
        by_reason.setdefault(why, []).append(line)
    for why, lines in by_reason.items():
        listed += [Refusal(f"{where}:{line}", why, harmless=harmless) for line in lines[:LISTED]]
        if more := lines[LISTED:]:
            later = f"{where}:{more[0]} and later"
            listed.append(Refusal(later, why, len(more), harmless=harmless))
    return tuple(listed)


def _opening(lines: Iterable[str]) -> tuple[int, str, tuple[str, ...]]:
    """Return the number of the header line, the separator, and the header.

    Excel may put ``sep=;`` before the header, PowerShell ``#TYPE``.
    """
    told = ""
    for index, line in enumerate(lines):
        if line.lower().startswith("sep="):
            told = line[4:5]
        elif line.strip(" \t\r\n,;") and not line.startswith("#TYPE"):
            readings = {
                mark: _names(line, mark) for mark in ([told] if told.strip("\r\n") else SEPARATORS)
            }
            separator = max(readings, key=lambda mark: len(readings[mark]))
            return index + 1, separator, readings[separator]
    return 0, ",", ()


def _names(line: str, separator: str) -> tuple[str, ...]:
    """Return the names in a header line; unnamed columns at its end are dropped."""
    try:
        [names] = csv.reader([line], delimiter=separator, skipinitialspace=True)
    except (csv.Error, ValueError):
        return ()
    names = [name.strip() for name in names]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _records(
    lines: Sequence[str], start: int, separator: str, width: int, fill: bool
) -> Iterator[tuple[int, list[str] | str]]:
    """Yield the line number of each row with its values, or with the reason it is refused.

    A quotation mark that is never closed would swallow the rows after it. So a row that spans
    several lines and does not fit costs its first line, and reading resumes on the next.
    """
    while start < len(lines):
        rest = map(lines.__getitem__, range(start, len(lines)))
        reader = csv.reader(rest, delimiter=separator, strict=True, skipinitialspace=True)
        begun = start
        try:
            for values in reader:
                end = start + reader.line_num
                fitting = _fit(values, width, fill)
                if fitting is None and end - begun > 1:
                    raise csv.Error(UNBALANCED)
                why = f"has {len(values)} values where the header has {width}"
                if values:
                    yield begun + 1, why if fitting is None else fitting
                begun = end
            return
        except csv.Error:
            yield begun + 1, UNBALANCED
            start = begun + 1


def _fit(values: list[str], width: int, fill: bool) -> list[str] | None:
    """Return the row at exactly ``width`` values, or None if that would lose or invent one."""
    if len(values) == width:
        return values
    if not any(value.strip() for value in values):
        return [""] * width
    if len(values) > width:
        return None if any(value.strip() for value in values[width:]) else values[:width]
    return values + [""] * (width - len(values)) if fill else None
