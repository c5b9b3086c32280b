"""Turn columns of text into the dtypes of a table, and say of each value why it cannot be."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.collect.moments import moment
from pilotage.facts.table import UTC_TIME, Column

FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
WORDS = {
    *("assignment", "authentication", "consent", "holder", "kind", "member_kind"),
    *("principal_kind", "right", "trust", "visibility"),
}
"""Columns that hold one of a few words; they are written in lower case."""

NEVER = r"^(0001|1601)-\d\d-\d\d"
POWERSHELL = (
    r"^([1-9]|1[0-2])/([1-9]|[12]\d|3[01])/(\d{4}) (\d{1,2}:\d{2}(?::\d{2})?) ([AaPp][Mm])$"
)
NO_DATE = "is no date and time; write it as 2026-01-31 or 2026-01-31T18:00:00Z"
AMBIGUOUS = "does not tell day from month; write it as 2026-01-31"


@dataclass(frozen=True)
class Parsed:
    """The typed value of a column, and the reason it is refused, null where it is fine."""

    value: pl.Expr
    why: pl.Expr


def parsed(name: str, column: Column) -> Parsed:
    """Read the text column ``name`` as ``column``; null stays null."""
    text = pl.col(name)
    if column.dtype == pl.Boolean:
        value = text.str.to_lowercase().replace_strict(FLAGS, default=None, return_dtype=pl.Boolean)
        return _judged(name, value, pl.lit("is neither yes nor no; write true or false"))
    if column.dtype == pl.Int64:
        return _judged(name, _whole(text), pl.lit("is not a whole number"), column.least)
    if column.dtype == pl.Float64:
        return _judged(name, _decimal(text), pl.lit("is not a number"), column.least)
    if column.dtype == UTC_TIME:
        return _judged(name, _moment(text), _no_moment(text))
    if column.dtype == pl.List(pl.String):
        return Parsed(_list(text), pl.lit(None, pl.String))
    return Parsed(_text(name, column), pl.lit(None, pl.String))


def _judged(name: str, value: pl.Expr, why: pl.Expr, least: float | None = None) -> Parsed:
    """Refuse a text that gave no value, and a value below ``least``."""
    text = pl.col(name)
    unread = pl.when(text.is_not_null() & value.is_null()).then(why)
    small = (
        pl.when(value < least).then(pl.lit(f"is below {least:g}")) if least is not None else None
    )
    said = unread if small is None else pl.coalesce(unread, small)
    return Parsed(value, pl.format(f"{name} '{{}}' {{}}", text.str.slice(0, 40), said))


def _text(name: str, column: Column) -> pl.Expr:
    """Return the text, in lower case where the table says so; X.500 addresses stay."""
    text = pl.col(name)
    if name in WORDS:
        return text.str.to_lowercase()
    if "lower case" in column.says:
        return (
            pl.when(text.str.contains("(?i)^/o=|^x500:"))
            .then(text)
            .otherwise(text.str.to_lowercase())
        )
    return text


def _list(text: pl.Expr) -> pl.Expr:
    """Return the parts between semicolons or bars; an empty cell is an empty list."""
    marks = text.fill_null("").str.replace_all(r"\s*[;|][\s;|]*", ";").str.strip_chars(";")
    return pl.when(marks == "").then(pl.lit([], pl.List(pl.String))).otherwise(marks.str.split(";"))


def _whole(text: pl.Expr) -> pl.Expr:
    """Return a whole number; Exchange writes sizes as ``1.2 GB (1,288,490,188 bytes)``."""
    size = text.str.extract(r"\(([\d.,\s]+) bytes\)$").str.replace_all(r"\D", "")
    plain = text.str.extract(r"^([+-]?\d+)(?:\.0+)?$")
    return pl.coalesce(size, plain).str.to_integer(strict=False)


def _decimal(text: pl.Expr) -> pl.Expr:
    """Return a number; a decimal comma is read where it cannot mark thousands."""
    point = text.str.replace(r"^([+-]?\d+),(\d{1,2}|\d{4,})$", "${1}.${2}")
    number = point.str.extract(r"^([+-]?\d{1,300}(?:\.\d+)?)$")
    return number.cast(pl.Float64, strict=False)


def _moment(text: pl.Expr) -> pl.Expr:
    """Return a moment in UTC; one without a zone is taken as UTC.

    Read are ISO 8601, ``/Date(ms)/`` of Windows PowerShell, and its US form with AM or PM.
    """
    spaced = text.str.replace_all(r"\s", " ")
    iso = spaced.str.replace(r"^(\d{4}-\d\d-\d\d) (\d)", "${1}T${2}").str.replace(
        r"^(\d{4}-\d\d-\d\dT\d\d:\d\d)([Zz]|[+-]\d\d:?\d\d)?$", "${1}:00${2}"
    )
    return pl.coalesce(moment(iso), _powershell(spaced))


def _powershell(text: pl.Expr) -> pl.Expr:
    """Read ``1/31/2026 6:00:00 PM``, if no date of the column contradicts month before day."""
    parts = [text.str.extract(POWERSHELL, part) for part in range(1, 6)]
    clock = parts[3].str.replace(r"^(\d+:\d+)$", "${1}:00")
    whole = pl.format("{}/{}/{} {} {}", *parts[:3], clock, parts[4])
    local = whole.str.to_datetime("%m/%d/%Y %I:%M:%S %p", time_unit="us", strict=False)
    return pl.when(~_contradicted(text)).then(local.dt.replace_time_zone("UTC"))


def _contradicted(text: pl.Expr) -> pl.Expr:
    """Say whether any date with slashes is not in the US form."""
    slashed = text.str.contains(r"^\d{1,2}/\d{1,2}/\d{4}")
    return (slashed & ~text.str.contains(POWERSHELL)).any()


def _no_moment(text: pl.Expr) -> pl.Expr:
    """Say why a text is no moment; year 1 or 1601 stands for never and is fine."""
    slashed = text.str.contains(r"^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
    why = pl.when(slashed).then(pl.lit(AMBIGUOUS)).otherwise(pl.lit(NO_DATE))
    return pl.when(~text.str.contains(NEVER)).then(why)
