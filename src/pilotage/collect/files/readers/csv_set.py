"""Pilotage's own CSV set, one file per table, and mailbox exports of Exchange PowerShell.

Reads   comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252; headers in any case and spacing
Knows   a table by the file's name, else by its columns; the output of Get-EXOMailbox,
        Get-EXOMailboxPermission and Get-EXORecipientPermission by theirs
Source  https://learn.microsoft.com/powershell/exchange/exchange-online-powershell-v2
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pilotage.collect.csv_set.exchange import TABLES_OF, saved_by, tables_saved
from pilotage.collect.csv_set.headers import columns_in, plain, table_meant, table_named
from pilotage.collect.csv_set.records import Records, header_of, read_records, refusals
from pilotage.collect.csv_set.rows import chosen, filled, sheet_of, typed
from pilotage.collect.csv_set.template import is_example
from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.text import text_of
from pilotage.collect.google.headers import export_of
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table
from pilotage.facts.tables import TABLES

OTHERS = ("recordtype", "reportrefreshdate")
"""Headers of Konveyor's lists and of usage reports, which may bear the name of a table."""

SUFFIXES = (".csv", ".tsv", ".txt")
EXAMPLE = "is the example row of the template; it is not taken"
BOOKS = (".xlsx", ".xls", ".ods")
"""Files that a table may be saved as and that cannot be read."""


def recognise(file: ExportFile) -> str:
    """Return the table or the cmdlet that the file is about."""
    if not file.name.lower().endswith(SUFFIXES):
        return ""
    header = header_of(file.head)
    if cmdlet := saved_by(header):
        return f"output of {cmdlet}"
    table = _table(file, header)
    return f"table {table.name}" if table else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield the tables of a cmdlet or of the CSV set that a file holds or is named after."""
    kind, _, what = holds.rpartition(" ")
    if kind == "output of":
        yield from TABLES_OF[what]
    elif table := TABLES.get(what) or _named(name):
        yield table


@reader("csv_set", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield the rows of the file's table; broken rows are refused, unknown columns are said.

    Raises:
        InputError: no header, a header twice, or a key column that is missing.
    """
    records = read_records(text_of(file), file.name)
    sheet = filled(sheet_of(records, file.name))
    yield from refusals(file.name, records.broken)
    if cmdlet := saved_by(records.header):
        yield from _exchange(file, cmdlet, sheet, records.cut)
    elif table := _table(file, records.header):
        yield from _own(file, table, records, sheet)


def _table(file: ExportFile, header: tuple[str, ...]) -> Table | None:
    """Return the table by the file's name, else by its header; lists of Google are none."""
    if export_of(header) or any(plain(name).startswith(OTHERS) for name in header):
        return None
    return table_named(file.name) or table_meant(header)


def _named(name: str) -> Table | None:
    """Return the table that a file is named after, also where it is packed or a workbook."""
    name = name.lower().removesuffix(".gz")
    return table_named(name) if name.endswith((*SUFFIXES, *BOOKS)) else None


def _own(
    file: ExportFile, table: Table, records: Records, sheet: pl.DataFrame
) -> Iterator[Batch | Refusal | Facts]:
    columns = columns_in(table, records.header, file.name)
    rows = chosen(sheet, columns)
    own = rows.filter(~is_example(table, rows.columns))
    if examples := rows.height - own.height:
        yield Refusal(file.name, EXAMPLE, examples, harmless=True)
    if examples and own.is_empty() and not records.broken:
        return
    frame, refused = typed(table, own, file.name)
    yield Batch(table, frame, refused, records.cut)
    used = set(columns.values())
    if unknown := [name for name in records.header if name and name not in used]:
        says = f"{file.name}: {table.name} has no column for {', '.join(unknown[:30])}; ignored"
        yield Facts(notes=(says,))


def _exchange(
    file: ExportFile, cmdlet: str, sheet: pl.DataFrame, cut: str
) -> Iterator[Batch | Facts]:
    for saved in tables_saved(cmdlet, sheet):
        frame, refused = typed(saved.table, saved.sheet, file.name)
        yield Batch(saved.table, frame, refused, cut or saved.missing)
        if saved.left:
            yield Facts(notes=(f"{file.name}: left {saved.left} entries: {saved.why}",))
