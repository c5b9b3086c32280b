"""Lists: filter by typing, sort, turn pages, and take the whole away as CSV, XLSX or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from xlsxwriter import Workbook

from pilotage.facts.spreadsheet import harmless

PAGE = 50
DIGITS = 8
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column: the key in the rows, its heading, and how a cell is shown.

    ``kind`` is text, number, day, moment, state (a word with its shape), known (how a statement
    is known), chips (several words) or folded (its first sentence, then the rest). ``link`` is
    the key of the address that the cell leads to.
    ``wide`` columns are left out on a phone.
    """

    key: str
    title: str
    kind: str = "text"
    link: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Listing:
    """A table as one person looks at it: the rows of this page, and how many there are in all."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    total: int
    number: int = 1
    asked: Mapping[str, str] = field(default_factory=dict)
    every: Iterable[Row] = ()
    empty: str = "Nothing here yet."

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        """Return the number of the first row of this page."""
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """Return the number of the last row of this page."""
        return self.first + len(self.rows) - 1

    def address(self, **changes: str) -> str:
        """Return the address of this list with some of what was asked changed."""
        return "?" + urlencode({**self.asked, **changes})

    @property
    def before(self) -> str:
        """Return the address of the page before, empty on the first."""
        return self.address(page=str(self.number - 1)) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """Return the address of the page after, empty on the last."""
        return self.address(page=str(self.number + 1)) if self.number < self.pages else ""

    @property
    def exports(self) -> tuple[tuple[str, str], ...]:
        """Return name and address of each file that this list can be taken away as."""
        return tuple((kind.upper(), self.address(**{"as": kind})) for kind in FILES)

    @property
    def headings(self) -> tuple[tuple[Column, str, str], ...]:
        """Return each column with the address that sorts by it, and how it is sorted now."""
        by = self.asked.get("sort", "")
        made = []
        for column in self.columns:
            up = by == column.key
            sort = f"-{column.key}" if up else column.key
            word = "ascending" if up else "descending" if by == f"-{column.key}" else ""
            made.append((column, self.address(sort=sort, page="1"), word))
        return tuple(made)

    def file(self, kind: str) -> HttpResponse:
        """Return every row that matches as a file.

        Raises:
            Http404: there is no such kind of file.
        """
        if kind not in FILES:
            raise Http404(f"a list cannot be had as {kind}")
        media_type, write = FILES[kind]
        response = HttpResponse(write(self), content_type=media_type)
        response["Content-Disposition"] = f'attachment; filename="{self.name}.{kind}"'
        return response


def listing(
    request: HttpRequest,
    name: str,
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    empty: str = "Nothing here yet.",
) -> Listing:
    """Return the page of a list that the address asks for, of rows that are in memory.

    ``q`` keeps the rows that have the text in one of the columns; ``sort`` orders them.
    """
    asked = {key: str(value) for key, value in request.GET.items() if key not in ("as", "page")}
    found = _sorted(_matching(rows, columns, asked.get("q", "")), columns, asked.get("sort", ""))
    number = _number(request, len(found))
    shown = found[(number - 1) * PAGE : number * PAGE]
    return Listing(name, caption, tuple(columns), shown, len(found), number, asked, found, empty)


def queried(
    request: HttpRequest,
    name: str,
    caption: str,
    columns: Sequence[Column],
    rows: Any,
    *,
    search: Any = None,
    empty: str = "Nothing here yet.",
) -> Listing:
    """Return the page of a list that the address asks for, of a query of the store.

    ``rows`` is a query that yields mappings and can be sorted by the keys of the columns;
    ``search`` narrows it to a text.
    """
    asked = {key: str(value) for key, value in request.GET.items() if key not in ("as", "page")}
    if (text := asked.get("q", "")) and search:
        rows = search(rows, text)
    by = asked.get("sort", "")
    if by.removeprefix("-") in {column.key for column in columns}:
        rows = rows.order_by(by)
    total = rows.count()
    number = _number(request, total)
    shown = list(rows[(number - 1) * PAGE : number * PAGE])
    return Listing(name, caption, tuple(columns), shown, total, number, asked, rows, empty)


def _number(request: HttpRequest, total: int) -> int:
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) <= DIGITS else 1
    return min(max(number, 1), max(1, -(-total // PAGE)))


def _matching(rows: Iterable[Row], columns: Sequence[Column], text: str) -> list[Row]:
    if not (wanted := text.casefold().strip()):
        return list(rows)
    keys = [column.key for column in columns]
    return [row for row in rows if any(wanted in _text(row.get(key)).casefold() for key in keys)]


def _sorted(rows: list[Row], columns: Sequence[Column], by: str) -> list[Row]:
    key = by.removeprefix("-")
    if key not in {column.key for column in columns}:
        return rows
    known = [row for row in rows if row.get(key) is not None]
    unknown = [row for row in rows if row.get(key) is None]
    return sorted(known, key=lambda row: _order(row[key]), reverse=by.startswith("-")) + unknown


def _order(value: Any) -> tuple[int, Any]:
    if isinstance(value, bool | int | float):
        return 0, value
    return 1, _text(value).casefold()


def _text(value: Any) -> str:
    """Return a cell as plain text."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))
    return str(value)


def _cell(value: Any) -> Any:
    """Return a cell of a spreadsheet: numbers as they are, text so that it is no formula."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return harmless(_text(value))


def _csv(table: Listing) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.title for column in table.columns)
    for row in table.every:
        writer.writerow(_cell(row.get(column.key)) for column in table.columns)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(table: Listing) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        sheet = book.add_worksheet(table.name[:31])
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, [column.title for column in table.columns], bold)
        for line, row in enumerate(table.every, start=1):
            sheet.write_row(line, 0, [_cell(row.get(column.key)) for column in table.columns])
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return out.getvalue()


def _json(table: Listing) -> bytes:
    keys = [column.key for column in table.columns]
    rows = [{key: row.get(key) for key in keys} for row in table.every]
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


FILES = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "json": ("application/json", _json),
}
"""Media type and writer of each kind of file that a list can be taken away as."""
