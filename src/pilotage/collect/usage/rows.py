"""The rows of a report as columns of text -> frames of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.moments import moment
from pilotage.collect.usage.reports import Fill, Report
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import UTC_TIME, Column
from pilotage.facts.tables import LICENCES_ASSIGNED, SIGN_INS

LINE = "*line"
CONCEALED = r"^[0-9A-Fa-f]{32}$"
CONCEALED_SAYS = (
    "names are concealed in the report: switch off concealment in the admin centre's report "
    "settings and export again"
)
NO_ID = "00000000-0000-0000-0000-000000000000"
FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
MAILBOX_KINDS = {
    f"{kind}{ending}": kind
    for kind in ("user", "shared", "room", "equipment")
    for ending in ("", "mailbox")
}
NEWER = ("kind", "has_archive", "external_sharing")
"""Columns that only newer reports have; nobody need wonder where they are."""

LOWER = ("user", "upn", "mailbox", "owner", "site", "drive", "team", "group", "visibility")

EXCHANGE_ONLINE = "00000002-0000-0ff1-ce00-000000000000"
"""https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in"""
PROTOCOLS = {"pop3app": "POP3", "imap4app": "IMAP4", "smtpapp": "Authenticated SMTP"}

Broken = list[tuple[int, str]]


def batches(report: Report, sheet: pl.DataFrame, where: str) -> Iterator[tuple[Batch, Broken]]:
    """Yield the rows of each table, with (line, reason) of the rows that were refused.

    ``sheet`` has a column of text per plain header, null where empty, and ``LINE``.
    """
    concealed = is_concealed(sheet, report.who)
    sheet, gone = _living(sheet)
    for fill in report.fills:
        frame, broken = _filled(fill, sheet)
        if fill.table is SIGN_INS:
            frame = _protocols(sheet, frame)
        if fill.table is LICENCES_ASSIGNED:
            frame = frame.with_columns(pl.col("sku").str.split("+")).explode(
                "sku", empty_as_null=True
            )
            frame = frame.drop_nulls("sku")
        yield (
            Batch(
                fill.table,
                frame.drop(LINE, strict=False),
                _said(gone, where),
                missing=CONCEALED_SAYS if concealed else fill.partial,
                unless="*" if concealed or fill.partial else "",
            ),
            broken,
        )
        gone = 0


def is_concealed(sheet: pl.DataFrame, who: str) -> bool:
    """Tell whether a name of the report is a hash of 32 digits; no real name is one."""
    return who in sheet.columns and bool(sheet[who].str.contains(CONCEALED).any())


def absent(report: Report, headers: Sequence[str]) -> list[str]:
    """Return the table columns that any report had and this one has no header for."""
    return [
        f"{fill.table.name}.{name}"
        for fill in report.fills
        for name, choices in fill.columns.items()
        if name not in NEWER and not set(choices) & set(headers)
    ]


def _living(sheet: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Return the rows of what still exists, and how many are deleted."""
    if "isdeleted" not in sheet.columns:
        return sheet, 0
    deleted = pl.col("isdeleted").str.to_lowercase().is_in(["true", "yes", "1"]).fill_null(False)
    kept = sheet.filter(~deleted)
    return kept, sheet.height - kept.height


def _said(gone: int, where: str) -> tuple[Refusal, ...]:
    why = "the report says that it is deleted"
    return (Refusal(where, why, gone, harmless=True),) if gone else ()


def _filled(fill: Fill, sheet: pl.DataFrame) -> tuple[pl.DataFrame, Broken]:
    texts = {
        name: pl.coalesce(_given(header) for header in found)
        for name, choices in fill.columns.items()
        if (found := [header for header in choices if header in sheet.columns])
    }
    said = sheet.select(LINE, **texts)
    columns = {name: fill.table.columns[name] for name in texts}
    key = fill.table.key[0]
    why = [_why(name, column) for name, column in columns.items()]
    empty = pl.when(pl.col(key).is_null()).then(pl.lit(f"{key} is empty"))
    judged = said.with_columns(pl.coalesce(empty, *why).alias("*why"))
    bad = judged.filter(pl.col("*why").is_not_null())
    good = judged.filter(pl.col("*why").is_null()).select(
        LINE, *(_value(name, column).alias(name) for name, column in columns.items())
    )
    fixed = {name: pl.lit(value) for name, value in fill.fixed.items()}
    return good.with_columns(**fixed), list(zip(bad[LINE], bad["*why"], strict=True))


def _given(header: str) -> pl.Expr:
    """Return the text of a header; a nil id is no id."""
    return pl.when(pl.col(header) != NO_ID).then(header)


def _value(name: str, column: Column) -> pl.Expr:
    text = pl.col(name)
    if column.dtype == pl.Boolean:
        return text.str.to_lowercase().replace_strict(FLAGS, default=None, return_dtype=pl.Boolean)
    if column.dtype == pl.Int64:
        return text.str.extract(r"^([+-]?\d+)(?:\.0+)?$").cast(pl.Int64, strict=False)
    if column.dtype == UTC_TIME:
        return moment(text)
    if name == "kind":
        return text.str.to_lowercase().replace_strict(
            MAILBOX_KINDS, default=None, return_dtype=pl.String
        )
    return text.str.to_lowercase() if name in LOWER else text


def _why(name: str, column: Column) -> pl.Expr:
    """Say why a text cannot be the value of its column, null where it can."""
    if column.dtype == pl.String:
        return pl.lit(None, pl.String)
    text, value = pl.col(name), _value(name, column)
    unread = pl.when(text.is_not_null() & value.is_null()).then(
        pl.format(f"{name} is '{{}}', which cannot be read", text.str.slice(0, 40))
    )
    if column.least is None:
        return unread
    low = pl.format(f"{name} is {{}}, less than {column.least:g}", value)
    return unread.when(value < column.least).then(low)


def _protocols(sheet: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Return one row per person and old mail protocol in use.

    The report does not tell a protocol with modern sign-in from one without, and counts
    nothing, so ``count`` stays unknown.
    """
    used = {header: client for header, client in PROTOCOLS.items() if header in sheet.columns}
    long = sheet.select(LINE, *used).unpivot(on=list(used), index=LINE, variable_name="header")
    spoken = pl.col("value").str.to_lowercase()
    rows = long.filter(spoken.is_not_null(), ~spoken.is_in(["no", "false", "0", "undetermined"]))
    return people.join(rows, on=LINE, maintain_order="left").select(
        *people.columns,
        pl.lit(EXCHANGE_ONLINE).alias("application"),
        pl.lit("Office 365 Exchange Online").alias("application_name"),
        pl.col("header").replace_strict(PROTOCOLS, default=None).alias("client_app"),
        pl.lit(True).alias("legacy"),
    )
