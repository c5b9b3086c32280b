"""Application lists in Konveyor's import format.

Reads   applications (record type 1); dependencies between them (2) have no table yet
Knows   the columns Application Name and Comments
Source  https://github.com/konveyor/tackle2-ui, whose form for applications holds the greatest
        lengths
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pilotage.collect.csv_set.headers import plain
from pilotage.collect.csv_set.records import header_of, read_records, refusals
from pilotage.collect.csv_set.rows import LINE, WHY, sheet_of, typed
from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.text import text_of
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table
from pilotage.facts.tables import APPLICATIONS

LONGEST = {"name": 120, "description": 250, "comments": 250, "service": 250}
"""Characters that Konveyor accepts."""

COLUMNS = {
    "applicationname": "name",
    "description": "description",
    "comments": "comments",
    "businessservice": "service",
    "owner": "owner",
}
NEEDED = {"recordtype": "Record Type", "applicationname": "Application Name"}


def recognise(file: ExportFile) -> str:
    """Return "applications" for a list in Konveyor's words, even one that lacks a column."""
    if not file.name.lower().endswith(".csv"):
        return ""
    header = {_word(name) for name in header_of(file.head)}
    return "applications" if header >= {"applicationname", "comments"} else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield APPLICATIONS for a list in Konveyor's words; its name tells nothing."""
    if holds:
        yield APPLICATIONS


@reader("konveyor", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield APPLICATIONS; dependencies and rows that Konveyor itself refuses are refused.

    Raises:
        InputError: the record type or the name has no column.
    """
    records = read_records(text_of(file), file.name, fill=True)
    sheet = sheet_of(records, file.name)
    header = {_word(name): name for name in records.header}
    if missing := [name for word, name in NEEDED.items() if word not in header]:
        raise InputError(
            f"has no column {' and no column '.join(missing)}; it has "
            f"{', '.join(records.header[:12])}",
            where=f"{file.name}:1",
            fix="Start from Konveyor's template for application imports.",
        )
    columns = {ours: header[word] for word, ours in COLUMNS.items() if word in header}
    named = sheet.select(LINE, pl.col(header["recordtype"]).alias("type"), **_texts(columns))
    judged = named.with_columns(_why(columns).alias(WHY))
    good = judged.filter(pl.col(WHY).is_null()).with_columns(pl.col("name").alias("application"))
    frame, refused = typed(APPLICATIONS, good, file.name)
    yield from refusals(file.name, records.broken)
    ties = (pl.col("type") == "2").fill_null(False)
    bad = judged.drop_nulls(WHY)
    yield from refusals(file.name, bad.filter(~ties).select(LINE, WHY).rows())
    yield from refusals(file.name, bad.filter(ties).select(LINE, WHY).rows(), harmless=True)
    yield Batch(APPLICATIONS, frame, refused, records.cut)


def _word(header: str) -> str:
    """Return the header as a word; the record type is numbered in some templates."""
    return plain(header).removesuffix("1") if "ecord" in header else plain(header)


def _texts(columns: dict[str, str]) -> dict[str, pl.Expr]:
    """Return the texts; of an owner ``Alex <alex@harbour.example>`` the address is kept."""
    texts = {ours: pl.col(header) for ours, header in columns.items()}
    if owner := columns.get("owner"):
        address = pl.col(owner).str.extract("<([^<>@ ]+@[^<> ]+)>").str.to_lowercase()
        texts["owner"] = pl.coalesce(address, pl.col(owner))
    return texts


def _why(columns: dict[str, str]) -> pl.Expr:
    """Return why a row cannot be an application, null where it is one."""
    kind = pl.col("type")
    length = [
        pl.when(pl.col(name).str.len_chars() > most).then(
            pl.lit(f"{columns[name]} is longer than {most} characters")
        )
        for name, most in LONGEST.items()
        if name in columns
    ]
    neither = pl.format("Record Type '{}' is neither 1, application, nor 2, dependency", kind)
    return pl.coalesce(
        pl.when(kind.is_null()).then(pl.lit("Record Type is empty")),
        pl.when(kind == "2").then(pl.lit("a dependency between applications has no table yet")),
        pl.when(kind != "1").then(neither),
        pl.when(pl.col("name").is_null()).then(pl.lit("Application Name is empty")),
        *length,
    )
