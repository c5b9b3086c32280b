"""People: the account, its addresses, the mailbox, My Drive, and 2-step verification.

Source  https://support.google.com/a/answer/40057
Source  https://developers.google.com/workspace/admin/directory/reference/rest/v1/users
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.csv_set.rows import LINE, typed
from pilotage.collect.google.headers import first_of
from pilotage.facts.table import Table
from pilotage.facts.tables import (
    ADDRESSES,
    AUTHENTICATION_REGISTRATION,
    DRIVES,
    MAILBOXES,
    USERS,
)

Columns = Mapping[str, pl.Expr | None]

EMAIL = ("emailaddress", "primaryemail", "email")
STATUSES = {"active": "true", "suspended": "false", "archived": "false", "deleted": "false"}
UNITS = {"b": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3, "tb": 1024**4}
NEVER = r"(?i)^never|^1970-01-01"
ALIASES = re.compile(r"(non_?editable)?aliases\d*")


def people(sheet: pl.DataFrame, where: str) -> Iterator[Batch]:
    """Yield the tables that a list of people tells of; ``sheet`` has plain headers."""
    known = sheet.with_columns(_email(sheet), _key(sheet), _enabled(sheet))
    yield _made(USERS, known, _account(known), where)
    yield from _addresses(known, where)
    yield _made(MAILBOXES, _with_mailbox(known), _mailbox(known), where)
    if "driveusage" in known.columns:
        yield _made(DRIVES, known, _drive(), where)
    enrolled = first_of(known, "2svenrolled", "isenrolledin2sv")
    if enrolled is not None:
        yield _made(AUTHENTICATION_REGISTRATION, known, _registration(known, enrolled), where)


def _made(table: Table, sheet: pl.DataFrame, columns: Columns, where: str) -> Batch:
    there = {name: value for name, value in columns.items() if value is not None}
    frame, refused = typed(table, sheet.select(LINE, **there), where)
    return Batch(table, frame, refused)


def _email(sheet: pl.DataFrame) -> pl.Expr:
    address = first_of(sheet, *EMAIL)
    return (pl.lit(None, pl.String) if address is None else address.str.to_lowercase()).alias("@")


def _key(sheet: pl.DataFrame) -> pl.Expr:
    """Return Google's id of a person, the address where it was not saved."""
    address = first_of(sheet, *EMAIL)
    lower = pl.lit(None, pl.String) if address is None else address.str.to_lowercase()
    ids = [pl.col("id")] if "id" in sheet.columns else []
    return pl.coalesce(*ids, lower).alias("*key")


def _enabled(sheet: pl.DataFrame) -> pl.Expr:
    """Return whether a person may sign in: a status that is not known stays, and is refused."""
    if "status" in sheet.columns:
        told = pl.col("status").str.to_lowercase().replace_strict(STATUSES, default=None)
        enabled = pl.coalesce(told, "status")
    else:
        flags = [_flag(name) for name in ("suspended", "archived") if name in sheet.columns]
        enabled = (~pl.any_horizontal(flags)).cast(pl.String) if flags else pl.lit(None, pl.String)
    return enabled.alias("*enabled")


def _flag(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase() == "true"


def _name(sheet: pl.DataFrame) -> pl.Expr | None:
    whole = first_of(sheet, "namefullname", "fullname")
    parts = (first_of(sheet, "firstname", "namegivenname"),
             first_of(sheet, "lastname", "namefamilyname"))  # fmt: skip
    there = [part for part in parts if part is not None]
    joined = pl.concat_str(there, separator=" ", ignore_nulls=True) if there else None
    told = [one for one in (whole, joined) if one is not None]
    return pl.coalesce(told) if told else None


def _account(sheet: pl.DataFrame) -> Columns:
    """Return the columns of USERS. A person without a licence for mail is one all the same."""
    return {
        "user": pl.col("*key"),
        "upn": pl.col("@"),
        "address": pl.col("@"),
        "mail_nickname": pl.col("@").str.extract("^([^@]+)@"),
        "name": _name(sheet),
        "enabled": pl.col("*enabled"),
        "kind": pl.lit("member"),
        "department": first_of(sheet, "department", "organizations0department"),
        "job_title": first_of(sheet, "employeetitle", "organizations0title"),
        "office": first_of(sheet, "buildingid", "locations0buildingid"),
        "manager": _manager(sheet),
        "employee_type": first_of(sheet, "employeetype"),
        "created_at": first_of(sheet, "creationtime"),
        "last_sign_in_at": _moment(first_of(sheet, "lastsignin", "lastlogintime")),
        "synced": pl.lit("false"),
    }


def _manager(sheet: pl.DataFrame) -> pl.Expr | None:
    if {"relations0type", "relations0value"} <= set(sheet.columns):
        named = pl.when(pl.col("relations0type") == "manager").then(pl.col("relations0value"))
        return named.str.to_lowercase()
    manager = first_of(sheet, "manageremail")
    return None if manager is None else manager.str.to_lowercase()


def _moment(text: pl.Expr | None) -> pl.Expr | None:
    """Return a moment as ISO 8601; the console writes ``2026/01/08 09:00:00``, or never."""
    if text is None:
        return None
    iso = text.str.replace(r"^(\d{4})/(\d\d)/(\d\d)", "${1}-${2}-${3}")
    return pl.when(~text.str.contains(NEVER)).then(iso)


def _bytes(name: str) -> pl.Expr:
    """Return ``1.12GB`` as bytes; what is no size stays as it is, and is refused."""
    text = pl.col(name).str.to_lowercase()
    number = text.str.extract(r"^([\d.]+)\s*([kmgt]?b)$", 1).cast(pl.Float64, strict=False)
    unit = text.str.extract(r"([kmgt]?b)$").replace_strict(UNITS, default=None)
    size = (number * unit).round().cast(pl.Int64).cast(pl.String)
    return pl.coalesce(size, pl.col(name))


def _mailbox(sheet: pl.DataFrame) -> Columns:
    listed = "includeinglobaladdresslist"
    return {
        "mailbox": pl.col("*key"),
        "address": pl.col("@"),
        "name": _name(sheet),
        "kind": pl.lit("user"),
        "size_bytes": _bytes("emailusage") if "emailusage" in sheet.columns else None,
        "sign_in_enabled": pl.col("*enabled"),
        "hidden": (~_flag(listed)).cast(pl.String) if listed in sheet.columns else None,
    }


def _with_mailbox(sheet: pl.DataFrame) -> pl.DataFrame:
    """Leave out people of whom Google says that they have no mailbox."""
    if "ismailboxsetup" not in sheet.columns:
        return sheet
    return sheet.filter(pl.col("ismailboxsetup").str.to_lowercase().ne_missing(pl.lit("false")))


def _drive() -> Columns:
    return {
        "drive": pl.col("*key"),
        "kind": pl.lit("personal"),
        "owner": pl.col("*key"),
        "size_bytes": _bytes("driveusage"),
    }


def _registration(sheet: pl.DataFrame, enrolled: pl.Expr) -> Columns:
    admin = [_flag(name) for name in ("isadmin", "isdelegatedadmin") if name in sheet.columns]
    return {
        "user": pl.col("*key"),
        "mfa_registered": enrolled,
        "mfa_capable": enrolled,
        "is_admin": pl.any_horizontal(admin).cast(pl.String) if admin else None,
    }


def _addresses(sheet: pl.DataFrame, where: str) -> Iterator[Batch]:
    """Yield all addresses where aliases were saved; without them the table is not told."""
    if aliases := [name for name in sheet.columns if ALIASES.fullmatch(name)]:
        yield addresses(sheet.with_columns(pl.col("*key").alias("*of")), aliases, "user", where)


def addresses(sheet: pl.DataFrame, aliases: list[str], holder: str, where: str) -> Batch:
    """Return ADDRESSES of ``*of``: the primary one in ``@``, and those in ``aliases``."""
    others = pl.concat_str(aliases, separator=" ", ignore_nulls=True).str.to_lowercase()
    rows = pl.concat(
        [
            sheet.select(LINE, "*of", address="@", primary=pl.lit("true")),
            sheet.select(LINE, "*of", address=others.str.split(" "), primary=pl.lit("false"))
            .explode("address", empty_as_null=False)
            .filter(pl.col("address").str.contains("@", literal=True)),
        ]
    )
    found = rows.unique(["*of", "address"], keep="first", maintain_order=True).select(
        LINE,
        pl.col("*of").alias("object"),
        "address",
        "primary",
        kind=pl.lit("smtp"),
        holder=pl.lit(holder),
    )
    frame, refused = typed(ADDRESSES, found, where)
    return Batch(ADDRESSES, frame, refused)
