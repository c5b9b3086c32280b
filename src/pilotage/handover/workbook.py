"""The workbook: every row behind the report, for those who filter and sort."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pilotage.handover.listing import Cell
from pilotage.handover.material import Material
from pilotage.handover.sheets import Heading, Sheet, sheets

LONGEST_TEXT = 32_767
"""Characters that one cell can hold; Excel refuses more."""

USUAL_WIDTH = 18
WIDTH = {"Finding": 9, "Row": 6, "Wave": 8, "Weight": 9, "Side": 10, "No.": 8} | dict.fromkeys(
    ("Says", "Fix", "Why", "Because", "Worst reason", "Why not", "Reason", "What helps"), 64
)
"""Of columns, in characters, by their names."""

SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_workbook(material: Material) -> bytes:
    """Return an .xlsx file with one sheet per kind of row.

    Text is written as text, so that no name can become a formula. The same material gives
    the same bytes: the file is dated with the moment of the situation.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SAFE)
    agreed = material.migration
    book.set_properties(
        {
            "title": agreed.name if agreed else "Migration",
            "comments": f"Times in {material.clock.name}. Evidence rows are personal data.",
            "created": material.situation.now.replace(tzinfo=None),
        }
    )
    bold = book.add_format({"bold": True, "bottom": 1})
    for sheet in sheets(material):
        _write_sheet(book.add_worksheet(sheet.title), sheet, bold)
    book.close()
    return out.getvalue()


def _write_sheet(page: Worksheet, sheet: Sheet, bold: Format) -> None:
    page.freeze_panes(1, 0)
    for column, name in enumerate(sheet.columns):
        page.set_column(column, column, WIDTH.get(name, USUAL_WIDTH))
    _write_row(page, 0, sheet.columns, bold)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        _write_row(page, last, row, bold if isinstance(row, Heading) else None)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    if sheet.note:
        page.write_string(last + 2, 0, sheet.note)


def _write_row(page: Worksheet, row: int, cells: Iterable[Cell], style: Format | None) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            if cell is not None and (text := str(cell)[:LONGEST_TEXT]):
                page.write_string(row, column, text, style)
        elif math.isfinite(cell):
            page.write_number(row, column, cell, style)
