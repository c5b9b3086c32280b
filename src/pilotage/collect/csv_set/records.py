"""Split CSV text into rows with their line numbers; a broken row costs only itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal

SEPARATORS = (",", ";", "\t")
UNBALANCED = "a quotation mark is not closed, or stands inside a value"
LISTED = 50
"""So many refusals of one reason are listed by line; the rest are counted."""


@dataclass(frozen=True)
class Records:
    """The header, the rows of equal width with the line each begins on, and (line, reason) of
    rows that cannot be used.

    ``cut`` says that the text stops in the middle of its last line.
    """

    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    broken: Sequence[tuple[int, str]]
    cut: str = ""


def header_of(text: str) -> tuple[str, ...]:
    """Return the names of the header line, empty if there is none."""
    _, _, header = _opening(io.StringIO(text, newline="").readlines())
    return header


def read_records(text: str, where: str, *, fill: bool = False) -> Records:
    """Split ``text`` at its own separator; ``fill`` completes short rows with empty values.

    Blank lines are no rows; extra values are forgiven while they are empty.

    Raises:
        InputError: there is no header line.
    """
    lines = io.StringIO(text, newline="").readlines()
    start, separator, header = _opening(lines)
    if not header:
        raise InputError("is empty: there is no header line", where=where)
    rows, numbers, broken = [], [], []
    for number, found in _records(lines, start, separator, len(header), fill):
        if isinstance(found, str):
            broken.append((number, found))
        else:
            rows.append(found)
            numbers.append(number)
    return Records(header, rows, numbers, broken, _cut(lines, broken, where))


def _cut(lines: Sequence[str], broken: Sequence[tuple[int, str]], where: str) -> str:
    """Say that the last line is broken and not ended: the file goes on elsewhere."""
    ended = lines[-1].endswith(("\n", "\r"))
    if ended or not broken or broken[-1][0] < len(lines):
        return ""
    return f"{where} stops in the middle of line {len(lines)}"


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


def _opening(lines: Sequence[str]) -> tuple[int, str, tuple[str, ...]]:
    """Return the index after the header line, the separator, and the header.

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
    return len(lines), ",", ()


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
