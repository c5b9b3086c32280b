"""What Exchange Online PowerShell saves with Export-Csv, as text columns of our tables.

The cmdlets are Get-EXOMailbox, Get-EXOMailboxPermission and Get-EXORecipientPermission.
Source: https://learn.microsoft.com/powershell/exchange/exchange-online-powershell-v2
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pilotage.collect.csv_set.headers import plain
from pilotage.collect.csv_set.rows import LINE
from pilotage.facts.table import Table
from pilotage.facts.tables import ADDRESSES, HOLDS, MAILBOX_PERMISSIONS, MAILBOXES

TABLES_OF = {
    "Get-EXOMailbox": (MAILBOXES, MAILBOX_PERMISSIONS, ADDRESSES, HOLDS),
    "Get-EXOMailboxPermission": (MAILBOX_PERMISSIONS,),
    "Get-EXORecipientPermission": (MAILBOX_PERMISSIONS,),
}
"""What the output of each cmdlet can fill."""

KINDS = {
    "usermailbox": "user",
    "sharedmailbox": "shared",
    "roommailbox": "room",
    "equipmentmailbox": "equipment",
}
RIGHTS = {"fullaccess": "full_access", "sendas": "send_as"}
SELF = r"(?i)\\SELF$"
RESULT_SIZE = 1000
FIRST_ONLY = (
    f"the file has exactly {RESULT_SIZE:,} mailboxes, where Get-EXOMailbox stops unless it is "
    "told -ResultSize Unlimited"
)
LOST = "holds the name of a .NET type instead of its values; join them with ';' before Export-Csv"


@dataclass(frozen=True)
class Saved:
    """Text rows of one table, how many lines were left on purpose, and why.

    ``missing`` says what makes the table less than whole.
    """

    table: Table
    sheet: pl.DataFrame
    left: int = 0
    why: str = ""
    missing: str = ""


def saved_by(header: tuple[str, ...]) -> str:
    """Return the cmdlet whose output has this header, empty if it is none of ours."""
    seen = {plain(name) for name in header}
    if seen >= {"primarysmtpaddress", "recipienttypedetails"}:
        return "Get-EXOMailbox"
    if seen >= {"identity", "user", "accessrights"}:
        return "Get-EXOMailboxPermission"
    if seen >= {"identity", "trustee", "accessrights"}:
        return "Get-EXORecipientPermission"
    return ""


def tables_saved(cmdlet: str, sheet: pl.DataFrame) -> list[Saved]:
    """Return what a file of ``cmdlet`` says; columns of ``sheet`` bear their headers."""
    text = {plain(name): pl.col(name) for name in sheet.columns if name != LINE}
    if cmdlet == "Get-EXOMailbox":
        parts = [_mailboxes(sheet, text), _on_behalf(sheet, text)]
        return [part for part in (*parts, _addresses(sheet, text), _holds(sheet, text)) if part]
    return [_permissions(sheet, text, "user" if "user" in text else "trustee")]


def _mailbox(text: Mapping[str, pl.Expr]) -> pl.Expr:
    """Return the object id of the holder, the address where it is not exported."""
    held = [
        text[name] for name in ("externaldirectoryobjectid", "primarysmtpaddress") if name in text
    ]
    return pl.coalesce(held).alias("mailbox")


def _mailboxes(sheet: pl.DataFrame, text: Mapping[str, pl.Expr]) -> Saved:
    kind = text["recipienttypedetails"].str.to_lowercase()
    columns = {
        "address": text["primarysmtpaddress"],
        "kind": kind.replace(KINDS),
        "name": text.get("displayname"),
        "has_archive": text.get("archivestatus"),
        "forwards_to": _forwards_to(text),
        "hidden": text.get("hiddenfromaddresslistsenabled"),
        "quota_bytes": text.get("prohibitsendreceivequota"),
        "size_bytes": text.get("totalitemsize"),
        "item_count": text.get("itemcount"),
        "deleted_bytes": text.get("totaldeleteditemsize"),
    }
    made = {name: value for name, value in columns.items() if value is not None}
    if "has_archive" in made:
        active = made["has_archive"].str.to_lowercase() == "active"
        made["has_archive"] = active.cast(pl.String)
    if "forwards_to" in made:
        made["forwards_to"] = made["forwards_to"].str.replace("(?i)^smtp:", "")
    if "quota_bytes" in made:
        limited = ~made["quota_bytes"].str.contains("(?i)^unlimited$")
        made["quota_bytes"] = pl.when(limited).then(made["quota_bytes"])
    known = sheet.filter(~kind.eq("discoverymailbox").fill_null(False))
    chosen = known.select(LINE, _mailbox(text), **made)
    left, why = len(sheet) - len(known), "discovery mailboxes of the system"
    return Saved(MAILBOXES, chosen, left, why, FIRST_ONLY if len(sheet) == RESULT_SIZE else "")


def _forwards_to(text: Mapping[str, pl.Expr]) -> pl.Expr | None:
    """Return where mail goes on to; of two, a recipient counts and the address is ignored.

    https://learn.microsoft.com/powershell/module/exchange/set-mailbox#-forwardingsmtpaddress
    """
    told = [text[name] for name in ("forwardingaddress", "forwardingsmtpaddress") if name in text]
    return pl.coalesce(told) if told else None


def _listed(sheet: pl.DataFrame, text: Mapping[str, pl.Expr], values: pl.Expr) -> pl.DataFrame:
    """Return one row per value of a list that was joined with semicolons."""
    parts = values.str.split(";").alias("value")
    rows = sheet.select(LINE, _mailbox(text), parts).explode("value", empty_as_null=False)
    return rows.with_columns(pl.col("value").str.strip_chars()).filter(pl.col("value") != "")


def _is_type() -> pl.Expr:
    """Tell whether a value is the name of a type that PowerShell wrote in place of a list."""
    return pl.col("value").str.contains(r"^(System|Microsoft)\.\w+")


def _on_behalf(sheet: pl.DataFrame, text: Mapping[str, pl.Expr]) -> Saved | None:
    if "grantsendonbehalfto" not in text:
        return None
    rows = _listed(sheet, text, text["grantsendonbehalfto"])
    lost = _is_type()
    chosen = rows.filter(~lost).select(
        LINE, "mailbox", pl.col("value").alias("trustee"), pl.lit("send_on_behalf").alias("right")
    )
    left, why = rows.filter(lost).height, f"GrantSendOnBehalfTo {LOST}"
    return Saved(MAILBOX_PERMISSIONS, chosen, left, why, why if left else "")


def _addresses(sheet: pl.DataFrame, text: Mapping[str, pl.Expr]) -> Saved | None:
    if "emailaddresses" not in text:
        return None
    rows = _listed(sheet, text, text["emailaddresses"])
    kind = pl.col("value").str.extract("^([A-Za-z0-9]+):")
    address = pl.col("value").str.replace("^[A-Za-z0-9]+:", "")
    known = kind.str.to_lowercase().is_in(["smtp", "x500", "sip"]).fill_null(False)
    chosen = rows.filter(known).select(
        LINE,
        pl.col("mailbox").alias("object"),
        address.alias("address"),
        kind.str.to_lowercase().alias("kind"),
        pl.lit("user").alias("holder"),
        (kind == "SMTP").cast(pl.String).alias("primary"),
    )
    lost = f"EmailAddresses {LOST}" if rows.filter(_is_type()).height else ""
    left, why = len(rows) - len(chosen), "values in EmailAddresses of other kinds"
    return Saved(ADDRESSES, chosen, left, lost or why, lost)


def _holds(sheet: pl.DataFrame, text: Mapping[str, pl.Expr]) -> Saved | None:
    if "litigationholdenabled" not in text:
        return None
    since = {"since_at": text["litigationholddate"]} if "litigationholddate" in text else {}
    kind = pl.lit("litigation")
    held = sheet.filter(text["litigationholdenabled"].str.to_lowercase() == "true")
    rows = [held.select(LINE, _mailbox(text), hold=kind, kind=kind, **since)]
    if "delayholdapplied" in text:
        late, delay = sheet.filter(text["delayholdapplied"].str.to_lowercase() == "true"), "delay"
        rows.append(late.select(LINE, _mailbox(text), hold=pl.lit(delay), kind=pl.lit(delay)))
    if "inplaceholds" in text:
        named = _listed(sheet, text, text["inplaceholds"]).filter(~_is_type())
        inside = named.filter(~pl.col("value").str.starts_with("-"))
        rows.append(inside.select(LINE, "mailbox", hold=pl.col("value"), kind=_kind_of_hold()))
    return Saved(HOLDS, pl.concat(rows, how="diagonal"))


def _kind_of_hold() -> pl.Expr:
    """Return what a hold is by how its name begins; one that begins with ``-`` is an exclusion.

    https://learn.microsoft.com/purview/ediscovery-identify-a-hold-on-an-exchange-online-mailbox
    """
    retention = pl.col("value").str.contains("(?i)^(mbx|skp|grp)")
    return pl.when(retention).then(pl.lit("retention")).otherwise(pl.lit("ediscovery"))


def _permissions(sheet: pl.DataFrame, text: Mapping[str, pl.Expr], trustee: str) -> Saved:
    """Return who holds which right; entries of SELF, denied and inherited ones are left."""
    right = text["accessrights"].str.strip_chars("{}").str.split(",")
    left = text[trustee].str.contains(SELF)
    for flag in ("deny", "isinherited"):
        if flag in text:
            left = left | (text[flag].str.to_lowercase() == "true")
    if "accesscontroltype" in text:
        left = left | (text["accesscontroltype"].str.to_lowercase() == "deny")
    rows = sheet.select(
        LINE,
        text["identity"].alias("mailbox"),
        text[trustee].alias("trustee"),
        right.alias("right"),
        left.fill_null(False).alias("*left"),
    ).explode("right", empty_as_null=True)
    word = pl.col("right").str.strip_chars().str.to_lowercase()
    known = rows.with_columns(
        word.replace_strict(RIGHTS, default=None, return_dtype=pl.String).alias("right")
    )
    kept = known.filter(~pl.col("*left") & pl.col("right").is_not_null())
    why = "entries of SELF, denied or inherited ones, or rights other than Full Access and Send As"
    return Saved(MAILBOX_PERMISSIONS, kept.drop("*left"), len(known) - len(kept), why)
