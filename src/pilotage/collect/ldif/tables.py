"""Rows of people, groups and their addresses out of a directory."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.ldif.directory import Directory, object_id
from pilotage.collect.ldif.moments import with_moments
from pilotage.collect.ldif.records import Entry
from pilotage.facts.tables import ADDRESSES, GROUP_OWNERS, GROUPS, MEMBERSHIPS, USERS

DISABLED = 2
SECURITY = 0x8000_0000

PERSON_TEXTS = {
    "upn": ("userprincipalname",),
    "mail_nickname": ("mailnickname",),
    "name": ("displayname", "cn", "name"),
    "department": ("department", "ou"),
    "job_title": ("title",),
    "office": ("physicaldeliveryofficename", "l"),
    "usage_location": ("msexchusagelocation", "c"),
    "employee_type": ("employeetype",),
}
PERSON_TIMES = {
    "created_at": ("whencreated", "createtimestamp"),
    "last_sign_in_at": ("lastlogontimestamp",),
    "password_changed_at": ("pwdlastset", "pwdchangedtime"),
}
GROUP_TEXTS = {"name": ("displayname", "cn", "name"), "mail_nickname": ("mailnickname",)}
GROUP_TIMES = {"created_at": ("whencreated", "createtimestamp")}
MEMBERS = ("member", "uniquemember")
OWNERS = ("managedby", "owner", "msexchcomanagedbylink")

WANTED = frozenset(
    name
    for fields in (PERSON_TEXTS, PERSON_TIMES, GROUP_TEXTS)
    for names in fields.values()
    for name in names
) | {
    *("objectclass", "objectguid", "entryuuid", "ms-ds-consistencyguid", "uid", "mail"),
    *("proxyaddresses", "manager", "useraccountcontrol", "grouptype", "memberuid"),
    *(*MEMBERS, *OWNERS),
}
"""Every attribute that a column comes from."""

DIRECTORY = (USERS, GROUPS, MEMBERSHIPS, GROUP_OWNERS, ADDRESSES)
"""Every table that a directory can fill."""

Value = Callable[[Entry], Any]


def batches(directory: Directory, where: str, missing: str = "") -> Iterator[Batch]:
    """Yield the tables that the directory speaks of; ``missing`` holds for all of them."""
    if directory.people:
        yield _people(directory, where, missing)
    if directory.groups:
        yield _groups(directory, where, missing)
        yield _memberships(directory, missing)
    owned = [entry for entry in directory.groups if entry.first(*OWNERS)]
    if owned:
        rows = (
            {"group": object_id(entry), "owner": directory.id_of(owner)}
            for entry in owned
            for owner in _all(entry, OWNERS)
        )
        yield Batch(GROUP_OWNERS, GROUP_OWNERS.frame(rows), missing=missing)
    holders = [("user", entry) for entry in directory.people]
    holders += [("group", entry) for entry in directory.groups]
    if addresses := [row for holder, entry in holders for row in _addresses(holder, entry)]:
        yield Batch(ADDRESSES, ADDRESSES.frame(addresses), missing=missing)


def _people(directory: Directory, where: str, missing: str) -> Batch:
    """Return USERS; a directory has no guests, so everybody is a member."""
    fields: dict[str, tuple[tuple[str, ...], Value]] = {
        name: (names, _first(names)) for name, names in (PERSON_TEXTS | PERSON_TIMES).items()
    }
    fields["address"] = (("mail", "proxyaddresses"), _primary)
    fields["manager"] = (("manager",), lambda entry: _reference(directory, entry, "manager"))
    fields["enabled"] = (("useraccountcontrol",), _enabled)
    fields["immutable_id"] = (("ms-ds-consistencyguid",), _anchor)
    made = _rows(directory.people, "user", fields)
    lower = [name for name in ("upn", "mail_nickname", "address") if name in made.columns]
    everybody = made.with_columns(pl.col(lower).str.to_lowercase(), kind=pl.lit("member"))
    frame, refused = with_moments(everybody, PERSON_TIMES, where)
    return Batch(USERS, frame, refused, missing)


def _groups(directory: Directory, where: str, missing: str) -> Batch:
    fields: dict[str, tuple[tuple[str, ...], Value]] = {
        name: (names, _first(names)) for name, names in (GROUP_TEXTS | GROUP_TIMES).items()
    }
    fields["address"] = (("mail", "proxyaddresses"), _primary)
    fields["kind"] = (("grouptype",), _group_kind)
    made = _rows(directory.groups, "group", fields)
    lower = [name for name in ("address", "mail_nickname") if name in made.columns]
    frame, refused = with_moments(
        made.with_columns(pl.col(lower).str.to_lowercase()), GROUP_TIMES, where
    )
    return Batch(GROUPS, frame, refused, missing)


def _memberships(directory: Directory, missing: str) -> Batch:
    """Return direct members; a server may give the first 1,500 of a large group only."""
    rows = []
    for entry in directory.groups:
        group = object_id(entry)
        rows += [
            {"group": group, "member": directory.id_of(dn), "member_kind": directory.kind_of(dn)}
            for dn in _all(entry, MEMBERS)
        ]
        rows += [
            {"group": group, "member": directory.user_called(login), "member_kind": "user"}
            for login in entry.texts.get("memberuid", ())
        ]
    cut = sorted(entry.dn for entry in directory.groups if entry.partial & set(MEMBERS))
    if cut:
        missing = missing or f"only the first members of {len(cut)} groups, such as {cut[0]}"
    return Batch(MEMBERSHIPS, MEMBERSHIPS.frame(rows), missing=missing)


def _addresses(holder: str, entry: Entry) -> Iterator[dict[str, Any]]:
    """Yield each address once; upper case SMTP marks the primary one."""
    proxies = entry.texts.get("proxyaddresses", [])
    listed = [proxy.partition(":")[::2] for proxy in proxies]
    main = {"SMTP": True} if proxies else {}
    listed += [("smtp", mail) for mail in entry.texts.get("mail", [])]
    seen: set[str] = set()
    for position, (kind, value) in enumerate(listed):
        address = value if kind.lower() == "x500" else value.strip().lower()
        if address and address not in seen and kind.lower() in ("smtp", "x500", "sip"):
            seen.add(address)
            yield {
                "object": object_id(entry),
                "holder": holder,
                "address": address,
                "kind": kind.lower(),
                "primary": main.get(kind, False) if proxies else position == 0,
            }


def _rows(
    entries: Sequence[Entry], key: str, fields: Mapping[str, tuple[tuple[str, ...], Value]]
) -> pl.DataFrame:
    """Return a column per field of which some entry has an attribute; times still as text."""
    seen = {name for entry in entries for name in (*entry.texts, *entry.raw)}
    columns: dict[str, pl.Series] = {key: pl.Series([object_id(entry) for entry in entries])}
    for name, (attributes, value) in fields.items():
        if seen & set(attributes):
            dtype = pl.Boolean if name == "enabled" else pl.String
            columns[name] = pl.Series([value(entry) for entry in entries], dtype=dtype)
    return pl.DataFrame(columns)


def _all(entry: Entry, names: Sequence[str]) -> list[str]:
    return [value for name in names for value in entry.texts.get(name, ())]


def _first(names: tuple[str, ...]) -> Value:
    return lambda entry: entry.first(*names)


def _primary(entry: Entry) -> str | None:
    """Return the address that mail is sent from."""
    main = (one[5:] for one in entry.texts.get("proxyaddresses", ()) if one.startswith("SMTP:"))
    return next(main, None) or entry.first("mail")


def _reference(directory: Directory, entry: Entry, name: str) -> str | None:
    dn = entry.first(name)
    return directory.id_of(dn) if dn else None


def _number(entry: Entry, name: str) -> int | None:
    text = entry.first(name) or ""
    return int(text) if text.removeprefix("-").isdecimal() and text.isascii() else None


def _enabled(entry: Entry) -> bool | None:
    """Read the flag that Active Directory sets on a disabled account.

    Source: https://learn.microsoft.com/troubleshoot/windows-server/active-directory/useraccountcontrol-manipulate-account-properties
    """
    control = _number(entry, "useraccountcontrol")
    return None if control is None else not control & DISABLED


def _anchor(entry: Entry) -> str | None:
    guid = entry.raw.get("ms-ds-consistencyguid")
    return base64.b64encode(guid).decode() if guid else None


def _group_kind(entry: Entry) -> str | None:
    """Read the bit of groupType that makes a group a security group."""
    kind = _number(entry, "grouptype")
    if kind is None:
        return None
    if kind & SECURITY:
        return "mail_security" if entry.first("mail", "proxyaddresses") else "security"
    return "distribution"
