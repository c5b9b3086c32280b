"""Know which column of a table a header means, and which table a file holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from pilotage.facts.errors import InputError
from pilotage.facts.table import Table
from pilotage.facts.tables import TABLES

SYNONYMS: dict[str, tuple[str, ...]] = {
    "user": ("objectid", "id", "externaldirectoryobjectid"),
    "group": ("objectid", "id", "groupid", "externaldirectoryobjectid"),
    "mailbox": ("externaldirectoryobjectid",),
    "device": ("deviceid", "id"),
    "application": ("appid", "applicationid"),
    "upn": ("userprincipalname", "signinname"),
    "address": ("primarysmtpaddress", "mail", "email", "emailaddress"),
    "mail_nickname": ("alias",),
    "name": ("displayname",),
    "enabled": ("accountenabled",),
    "kind": ("usertype",),
    "job_title": ("title",),
    "office": ("officelocation",),
    "created_at": ("createddatetime", "whencreated"),
    "last_sign_in_at": ("lastsignindatetime",),
    "last_success_at": ("lastsuccessfulsignindatetime",),
    "password_changed_at": ("lastpasswordchangedatetime",),
    "synced": ("onpremisessyncenabled", "directorysynced"),
    "immutable_id": ("onpremisesimmutableid",),
    "size_bytes": ("totalitemsize", "itemsize", "size"),
    "deleted_bytes": ("totaldeleteditemsize",),
    "quota_bytes": ("prohibitsendreceivequota",),
    "forwards_to": ("forwardingsmtpaddress",),
    "hidden": ("hiddenfromaddresslistsenabled",),
    "last_active_at": ("lastactivitydate", "lastlogontime"),
    "os": ("operatingsystem",),
    "os_version": ("operatingsystemversion",),
}
"""Other names for a column, the better first, as plain text."""

STAND_INS = {
    ("users", "user"): "upn",
    ("mailboxes", "mailbox"): "address",
    ("applications", "application"): "name",
}
"""A key that may be missing, and the column that the dictionary then takes for it."""


def plain(header: str) -> str:
    """Return the letters and digits of a header in lower case."""
    return "".join(letter for letter in header.lower() if letter.isalnum())


def table_named(name: str) -> Table | None:
    """Return the table that a file is named after, if it is: ``Mailbox-Permissions.csv``."""
    stem = plain(PurePath(name).stem)
    return next((table for table in TABLES.values() if plain(table.name) == stem), None)


def table_meant(header: Sequence[str]) -> Table | None:
    """Return the one table whose key stands in the header and that knows most of it, if any.

    Only the table's own column names count here; a synonym is too weak to tell a table.
    """
    seen = {plain(name) for name in header}
    known = {
        table.name: len(seen & {plain(name) for name in table.columns})
        for table in TABLES.values()
        if seen >= {plain(key) for key in table.key}
    }
    best = [name for name, count in known.items() if count == max(known.values())]
    return TABLES[best[0]] if len(best) == 1 and 2 * known[best[0]] > len(seen) else None


def columns_in(table: Table, header: Sequence[str], where: str) -> dict[str, str]:
    """Return which header holds which column of ``table``.

    A column's own name wins over its synonyms.

    Raises:
        InputError: a key column is missing, or two headers mean the same column.
    """
    found: dict[str, str] = {}
    for name in table.columns:
        for word in (plain(name), *SYNONYMS.get(name, ())):
            holders = [one for one in header if plain(one) == word and one not in found.values()]
            if len(holders) > 1:
                twice = " and ".join(f"'{holder}'" for holder in holders)
                raise InputError(f"{twice} both mean {name}", where=f"{where}:1", fix="Keep one.")
            if holders and name not in found:
                found[name] = holders[0]
    for key in table.key:
        stand_in = STAND_INS.get((table.name, key), "")
        if key not in found and stand_in in found:
            found[key] = found[stand_in]
    if missing := [key for key in table.key if key not in found]:
        raise InputError(
            f"{table.name} needs the column {', '.join(missing)}; "
            f"this file has {', '.join(header[:30])}",
            where=f"{where}:1",
            fix="`pilotage template csv DIR` writes every table with its headers.",
        )
    return found
