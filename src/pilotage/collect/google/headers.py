"""Which export of Google Workspace a header belongs to, and what its columns are called.

Source  https://support.google.com/a/answer/40057 (columns of the list of people)
Source  https://support.google.com/a/answer/9400087 (columns of members of groups)
Source  https://github.com/GAM-team/GAM/wiki (what gam print writes)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from pilotage.facts.errors import InputError
from pilotage.facts.table import Table
from pilotage.facts.tables import (
    ADDRESSES,
    AUTHENTICATION_REGISTRATION,
    DRIVES,
    GROUP_OWNERS,
    GROUPS,
    MAILBOX_PERMISSIONS,
    MAILBOXES,
    MEMBERSHIPS,
    USERS,
)

PEOPLE, GROUP_LIST, MEMBERS, DELEGATES = "people", "groups", "group members", "delegates"

TABLES_OF: dict[str, tuple[Table, ...]] = {
    PEOPLE: (USERS, ADDRESSES, MAILBOXES, DRIVES, AUTHENTICATION_REGISTRATION),
    GROUP_LIST: (GROUPS, ADDRESSES),
    MEMBERS: (MEMBERSHIPS, GROUP_OWNERS),
    DELEGATES: (MAILBOX_PERMISSIONS,),
}
"""What each kind of export can fill."""


@dataclass(frozen=True)
class Export:
    """A kind of export, and the plain headers by which it is known."""

    holds: str
    marks: frozenset[str]


EXPORTS = (
    Export(PEOPLE, frozenset(("emailaddress", "firstname", "lastname", "lastsignin"))),
    Export(PEOPLE, frozenset(("emailaddress", "firstname", "lastname", "orgunitpath"))),
    Export(PEOPLE, frozenset(("primaryemail",))),
    Export(PEOPLE, frozenset(("email", "firstname", "lastname", "ou"))),
    Export(DELEGATES, frozenset(("user", "delegateaddress"))),
    Export(MEMBERS, frozenset(("groupemail", "memberemail"))),
    Export(MEMBERS, frozenset(("group", "role", "email"))),
    Export(GROUP_LIST, frozenset(("email", "directmemberscount"))),
    Export(GROUP_LIST, frozenset(("email", "admincreated"))),
    Export(GROUP_LIST, frozenset(("groupemail", "groupname"))),
)


def plain_header(header: str) -> str:
    """Return the letters and digits in lower case, without a note such as ``[READ ONLY]``."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\[[^\]]*\]", "", header.lower()))


def export_of(header: Iterable[str]) -> str:
    """Return what an export with this header holds, empty if it is none of Google's."""
    seen = {plain_header(name) for name in header}
    return next((each.holds for each in EXPORTS if each.marks <= seen), "")


def plain_names(header: Sequence[str], where: str) -> list[str]:
    """Return the plain headers.

    Raises:
        InputError: two headers mean the same.
    """
    names = [plain_header(name) for name in header]
    if twice := [name for name in names if name and names.count(name) > 1]:
        raise InputError(f"has two columns '{twice[0]}'", where=f"{where}:1", fix="Remove one.")
    return names


def first_of(sheet: pl.DataFrame, *names: str) -> pl.Expr | None:
    """Return the first value that is there in the columns ``names``; None without such columns."""
    here = [pl.col(name) for name in names if name in sheet.columns]
    return pl.coalesce(here) if here else None
