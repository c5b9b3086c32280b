"""Turn the records of one CSV file into a frame of its table and the rows refused."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pilotage.collect.csv_set.records import Records, refusals
from pilotage.collect.csv_set.values import parsed
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

LINE, WHY, FIRST, SAME = "*line", "*why", "*first", "*same"


def sheet_of(records: Records, where: str) -> pl.DataFrame:
    """Return the rows as trimmed text under their headers, with their line in ``LINE``.

    Raises:
        InputError: two columns have the same header.
    """
    seen: dict[str, str] = {}
    for header in records.header:
        if header and header.lower() in seen:
            says = f"has two columns '{header}'"
            raise InputError(says, where=f"{where}:1", fix="Remove one.")
        seen[header.lower()] = header
    texts = (
        pl.col(str(index)).str.strip_chars().replace("", None).alias(header or f"*{index}")
        for index, header in enumerate(records.header)
    )
    return records.frame.select(texts).with_columns(records.lines.alias(LINE))


def filled(sheet: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that hold a value; spreadsheets save empty ones below their last."""
    return sheet.filter(pl.any_horizontal(pl.all().exclude(LINE).is_not_null()))


def chosen(sheet: pl.DataFrame, headers: Mapping[str, str]) -> pl.DataFrame:
    """Return the sheet with its columns named as the table names them; others are dropped.

    ``headers`` maps a column of the table to the header that holds it.
    """
    return sheet.select(LINE, *(pl.col(header).alias(name) for name, header in headers.items()))


def typed(
    table: Table, sheet: pl.DataFrame, where: str
) -> tuple[pl.DataFrame, tuple[Refusal, ...]]:
    """Return the good rows of ``sheet`` with the dtypes of ``table``, and the refused rows.

    A row is refused with its first reason: a value that cannot be read, an empty key, or a
    key that an earlier row has. A row that says the same as an earlier one is no loss. In a
    column of which the empty text is an answer, an empty cell is that text.
    """
    names = [name for name in table.columns if name in sheet.columns]
    answers = [name for name in names if table.columns[name].empty_says_none]
    sheet = sheet.with_columns(pl.col(answers).fill_null(""))
    columns = {name: parsed(name, table.columns[name]) for name in names}
    empty = [pl.when(pl.col(key).is_null()).then(pl.lit(f"{key} is empty")) for key in table.key]
    staged = sheet.select(
        LINE,
        *(column.value.alias(name) for name, column in columns.items()),
        pl.coalesce(*empty, *(column.why for column in columns.values())).alias(WHY),
    )
    sound = staged.filter(pl.col(WHY).is_null()).drop(WHY)
    again = _again(sound, sheet.select(LINE, *names), list(table.key))
    broken = pl.concat(
        [part.select(LINE, WHY) for part in (staged.drop_nulls(WHY), again.filter(~pl.col(SAME)))]
    )
    frame = sound.join(again, on=LINE, how="anti", maintain_order="left").select(names)
    return frame, (
        *refusals(where, broken.rows()),
        *refusals(where, again.filter(SAME).select(LINE, WHY).rows(), harmless=True),
    )


def _again(sound: pl.DataFrame, texts: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Return LINE, WHY and SAME of rows whose key an earlier row has."""
    twice = sound.filter(pl.struct(key).is_duplicated()).select(LINE, *key)
    said = texts.select(
        LINE, pl.concat_str(pl.exclude(LINE).fill_null(""), separator="\0").alias("text")
    )
    first, same = pl.col(LINE).first().over(key), pl.col("text") == pl.col("text").first().over(key)
    more = pl.when(SAME).then(pl.lit(" and says the same")).otherwise(pl.lit(""))
    why = pl.format(f"has the same {' and '.join(key)} as line {{}}{{}}", FIRST, more)
    judged = twice.join(said, on=LINE, maintain_order="left").with_columns(
        first.alias(FIRST), same.alias(SAME)
    )
    return judged.filter(pl.col(FIRST) != pl.col(LINE)).select(LINE, why.alias(WHY), SAME)
