"""Rows of people, groups and their addresses, and of what else a directory knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.ldif import computers, mailboxes
from pilotage.collect.ldif.directory import MANAGED, Directory, object_id
from pilotage.collect.ldif.fields import (
    enabled,
    encoded,
    every,
    number,
    primary,
    reference,
    rows,
    texts,
)
from pilotage.collect.ldif.moments import with_moments
from pilotage.collect.ldif.powers import in_primary_group, powers
from pilotage.collect.ldif.records import Entry
from pilotage.facts.tables import (
    ADDRESSES,
    DEVICES,
    GROUP_OWNERS,
    GROUPS,
    MAILBOXES,
    MEMBERSHIPS,
    ROLE_ASSIGNMENTS,
    SERVERS,
    USERS,
)

SECURITY = 0x8000_0000

PERSON_TEXTS = {
    "upn": ("userprincipalname",),
    "mail_nickname": ("mailnickname",),
    "name": ("displayname", "cn", "name"),
    "department": ("department", "ou"),
    "job_title": ("title",),
    "office": ("physicaldeliveryofficename", "l"),
    "usage_location": ("msexchusagelocation", "c"),
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
EMPLOYMENT = ("employeetype", "serviceprincipalname", "objectclass")

WANTED = frozenset(
    name
    for fields in (PERSON_TEXTS, PERSON_TIMES, GROUP_TEXTS)
    for names in fields.values()
    for name in names
) | {
    *("objectclass", "objectguid", "entryuuid", "ms-ds-consistencyguid", "uid", "mail"),
    *("proxyaddresses", "manager", "useraccountcontrol", "grouptype", "memberuid", "objectsid"),
    *("primarygroupid", *EMPLOYMENT, *MEMBERS, *OWNERS, *computers.WANTED, *mailboxes.WANTED),
}
"""Every attribute that a column comes from."""

DIRECTORY = (
    *(USERS, GROUPS, MEMBERSHIPS, GROUP_OWNERS, ADDRESSES),
    *(ROLE_ASSIGNMENTS, DEVICES, SERVERS, MAILBOXES),
)
"""Every table that a directory can fill."""


def batches(directory: Directory, where: str, missing: str = "") -> Iterator[Batch]:
    """Yield the tables that the directory speaks of; ``missing`` holds for all of them."""
    if directory.people:
        yield _people(directory, where, missing)
    if directory.groups:
        yield _groups(directory, where, missing)
        yield from _memberships(directory, missing)
    owned = [
        {"group": object_id(entry), "owner": directory.id_of(owner)}
        for entry in directory.groups
        for owner in every(entry, OWNERS)
    ]
    if owned:
        yield Batch(GROUP_OWNERS, GROUP_OWNERS.frame(owned), missing=missing)
    holders = [("user", entry) for entry in directory.people]
    holders += [("group", entry) for entry in directory.groups]
    holders += [("contact", entry) for entry in directory.contacts]
    if addresses := [row for holder, entry in holders for row in _addresses(holder, entry)]:
        yield Batch(ADDRESSES, ADDRESSES.frame(addresses), missing=missing)
    yield from computers.batches(directory, where, missing)
    yield from mailboxes.batches(directory, missing)


def _people(directory: Directory, where: str, missing: str) -> Batch:
    """Return USERS; a directory has no guests, so everybody is a member."""
    fields = texts(PERSON_TEXTS | PERSON_TIMES)
    fields["address"] = (("mail", "proxyaddresses"), primary)
    fields["manager"] = (("manager",), reference(directory, "manager"))
    fields["enabled"] = (("useraccountcontrol",), enabled)
    fields["immutable_id"] = (("ms-ds-consistencyguid",), encoded("ms-ds-consistencyguid"))
    if any(_employment(entry) for entry in directory.people):
        fields["employee_type"] = (EMPLOYMENT, _employment)
    made = rows(directory.people, "user", fields)
    lower = [name for name in ("upn", "mail_nickname", "address") if name in made.columns]
    everybody = made.with_columns(pl.col(lower).str.to_lowercase(), kind=pl.lit("member"))
    frame, refused = with_moments(everybody, PERSON_TIMES, where)
    return Batch(USERS, frame, refused, missing)


def _groups(directory: Directory, where: str, missing: str) -> Batch:
    fields = texts(GROUP_TEXTS | GROUP_TIMES)
    fields["address"] = (("mail", "proxyaddresses"), primary)
    fields["kind"] = (("grouptype",), _group_kind)
    made = rows(directory.groups, "group", fields)
    lower = [name for name in ("address", "mail_nickname") if name in made.columns]
    frame, refused = with_moments(
        made.with_columns(pl.col(lower).str.to_lowercase()), GROUP_TIMES, where
    )
    return Batch(GROUPS, frame, refused, missing)


def _employment(entry: Entry) -> str | None:
    """Return the kind of employee; an account that a service runs under says so by its names."""
    classes = {name.lower() for name in entry.texts.get("objectclass", ())}
    serves = entry.first("serviceprincipalname") or classes & MANAGED
    return entry.first("employeetype") or ("service" if serves else None)


def _memberships(directory: Directory, missing: str) -> Iterator[Batch]:
    """Yield direct members; a server may give the first 1,500 of a large group only."""
    held = []
    for entry in directory.groups:
        group = object_id(entry)
        held += [
            {"group": group, "member": directory.id_of(dn), "member_kind": directory.kind_of(dn)}
            for dn in every(entry, MEMBERS)
        ]
        held += [
            {"group": group, "member": directory.user_called(login), "member_kind": "user"}
            for login in entry.texts.get("memberuid", ())
        ]
    cut = sorted(entry.dn for entry in directory.groups if entry.partial & set(MEMBERS))
    if cut:
        missing = missing or f"only the first members of {len(cut)} groups, such as {cut[0]}"
    frame = MEMBERSHIPS.frame([*held, *in_primary_group(directory)])
    yield Batch(MEMBERSHIPS, frame, missing=missing)
    yield from powers(directory, frame, missing)


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


def _group_kind(entry: Entry) -> str | None:
    """Read the bit of groupType that makes a group a security group."""
    kind = number(entry, "grouptype")
    if kind is None:
        return None
    if kind & SECURITY:
        return "mail_security" if entry.first("mail", "proxyaddresses") else "security"
    return "distribution"
