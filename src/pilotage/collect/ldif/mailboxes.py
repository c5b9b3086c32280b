"""Rows of the mailboxes that an Exchange organisation keeps in its directory.

Only mailboxes that lie on its own servers: those in the cloud are told by the cloud.
Source  https://learn.microsoft.com/powershell/module/exchange/get-recipient
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.ldif.directory import Directory
from pilotage.collect.ldif.fields import Value, enabled, number, primary, rows, texts
from pilotage.collect.ldif.records import Entry
from pilotage.facts.tables import MAILBOXES

KIND = "msexchrecipienttypedetails"
KINDS = {1: "user", 2: "user", 4: "shared", 8: "user", 16: "room", 32: "equipment"}
"""User, linked, shared, legacy, room and equipment mailboxes."""

FORWARDING = ("msexchgenericforwardingaddress", "altrecipient")
HIDDEN, ARCHIVE = "msexchhidefromaddresslists", "msexcharchiveguid"
WANTED = frozenset({KIND, *FORWARDING, HIDDEN, ARCHIVE, "targetaddress"})


def batches(directory: Directory, missing: str) -> Iterator[Batch]:
    """Yield MAILBOXES where some person has one."""
    held = [entry for entry in directory.people if number(entry, KIND) in KINDS]
    if not held:
        return
    fields = texts({"name": ("displayname", "cn", "name")})
    fields["address"] = (("mail", "proxyaddresses"), primary)
    fields["kind"] = ((KIND,), lambda entry: KINDS[number(entry, KIND) or 0])
    fields["sign_in_enabled"] = (("useraccountcontrol",), enabled)
    fields["hidden"] = ((HIDDEN,), lambda entry: (entry.first(HIDDEN) or "").upper() == "TRUE")
    fields["has_archive"] = ((ARCHIVE,), lambda entry: any(entry.raw.get(ARCHIVE, b"")))
    fields["forwards_to"] = (FORWARDING, _forwarding(directory))
    made = rows(held, "mailbox", fields)
    lower = [name for name in ("address", "forwards_to") if name in made.columns]
    yield Batch(MAILBOXES, made.with_columns(pl.col(lower).str.to_lowercase()), missing=missing)


def _forwarding(directory: Directory) -> Value:
    """Return what reads where mail goes: an address, or an object that has one."""

    def value(entry: Entry) -> str | None:
        stated = entry.first("msexchgenericforwardingaddress")
        dn = entry.first("altrecipient")
        other = directory.entry(dn) if dn else None
        found = stated or (other and (other.first("targetaddress") or primary(other))) or dn
        return found and found.removeprefix("smtp:").removeprefix("SMTP:")

    return value
