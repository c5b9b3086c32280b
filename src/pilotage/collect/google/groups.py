"""Groups, their members and owners, and delegates of mailboxes.

Source  https://developers.google.com/workspace/admin/directory/reference/rest/v1/groups
Source  https://developers.google.com/workspace/admin/directory/reference/rest/v1/members
Source  https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.settings.delegates
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.csv_set.rows import LINE, typed
from pilotage.collect.google.headers import first_of
from pilotage.collect.google.people import ALIASES, addresses
from pilotage.facts.snapshot import Refusal
from pilotage.facts.tables import GROUP_OWNERS, GROUPS, MAILBOX_PERMISSIONS, MEMBERSHIPS

KINDS = {"user": "user", "group": "group", "external": "contact"}
EVERYONE = ("customer", "custom")
"""Types of a member that stands for all people of the organisation."""

GMAIL_RIGHTS = ("full_access", "send_on_behalf")
"""A delegate of Gmail reads, deletes and sends, and is named as the sender beside the owner.

https://support.google.com/mail/answer/138350
"""


def groups(sheet: pl.DataFrame, where: str) -> Iterator[Batch]:
    """Yield GROUPS, known by their address, and all addresses where aliases were saved."""
    address = first_of(sheet, "groupemail", "email")
    lower = pl.lit(None, pl.String) if address is None else address.str.to_lowercase()
    known = sheet.with_columns(lower.alias("@"))
    name = first_of(known, "groupname", "name")
    columns = {
        "group": pl.col("@"),
        "name": pl.col("@") if name is None else pl.coalesce(name, "@"),
        "address": pl.col("@"),
        "mail_nickname": pl.col("@").str.extract("^([^@]+)@"),
        "kind": pl.lit("distribution"),
        "synced": pl.lit("false"),
    }
    frame, refused = typed(GROUPS, known.select(LINE, **columns), where)
    yield Batch(GROUPS, frame, refused)
    if aliases := [name for name in known.columns if ALIASES.fullmatch(name)]:
        yield addresses(known.with_columns(pl.col("@").alias("*of")), aliases, "group", where)


def members(sheet: pl.DataFrame, where: str) -> Iterator[Batch]:
    """Yield MEMBERSHIPS and GROUP_OWNERS.

    A member that stands for everybody is no row: Google does not say who that is, so the table
    is not whole.
    """
    kind = first_of(sheet, "membertype", "type")
    word = pl.lit("user") if kind is None else kind.str.to_lowercase().fill_null("user")
    role = first_of(sheet, "memberrole", "role")
    known = sheet.select(
        LINE,
        group=_lower(sheet, "groupemail", "group"),
        member=_lower(sheet, "memberemail", "email", "id"),
        member_kind=word.replace(KINDS),
        role=pl.lit(None, pl.String) if role is None else role.str.to_lowercase(),
    )
    everyone = known.filter(pl.col("member_kind").is_in(EVERYONE))
    rows = known.filter(~pl.col("member_kind").is_in(EVERYONE))
    missing = _everyone(everyone)
    frame, refused = typed(MEMBERSHIPS, rows.drop("role"), where)
    yield Batch(MEMBERSHIPS, frame, refused, missing)
    if role is not None:
        owners = rows.filter(pl.col("role") == "owner")
        frame, refused = typed(GROUP_OWNERS, owners.select(LINE, "group", owner="member"), where)
        yield Batch(GROUP_OWNERS, frame, refused)


def delegates(sheet: pl.DataFrame, where: str) -> Iterator[Batch]:
    """Yield MAILBOX_PERMISSIONS of delegations that were accepted; others give no right."""
    status = first_of(sheet, "delegationstatus")
    accepted = pl.lit(True) if status is None else status.str.to_lowercase() == "accepted"
    given = sheet.filter(accepted.fill_null(False))
    rows = given.select(
        LINE,
        mailbox=_lower(given, "user"),
        trustee=_lower(given, "delegateaddress"),
        right=pl.lit(list(GMAIL_RIGHTS)),
    ).explode("right", empty_as_null=True)
    frame, refused = typed(MAILBOX_PERMISSIONS, rows, where)
    left = sheet.height - given.height
    pending = (Refusal(where, "the delegation was not accepted", left, harmless=True),) * bool(left)
    yield Batch(MAILBOX_PERMISSIONS, frame, (*refused, *pending))


def _lower(sheet: pl.DataFrame, *names: str) -> pl.Expr:
    value = first_of(sheet, *names)
    return pl.lit(None, pl.String) if value is None else value.str.to_lowercase()


def _everyone(rows: pl.DataFrame) -> str:
    if rows.is_empty():
        return ""
    count, first = rows["group"].n_unique(), rows["group"].sort()[0]
    return f"{count} groups, such as {first}, have everybody as members, whom Google does not list"
