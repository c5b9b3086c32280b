"""What follows from security identifiers: primary groups, and who rules a domain.

Source  https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.ldif.directory import Directory, normal, object_id
from pilotage.collect.ldif.records import Entry
from pilotage.collect.sharphound.rights import role_assignments

HEAD, PART = 8, 4
"""Bytes before the parts of an identifier, and of each part."""

BUILT_IN = "S-1-5-32-"


def sid(entry: Entry) -> str:
    """Return the security identifier of an entry as people write it; empty if it has none.

    Source: https://learn.microsoft.com/openspecs/windows_protocols/ms-dtyp/78eb9013-1c3a-4970-ad1f-2b1dad588a25
    """
    raw = entry.raw.get("objectsid", b"")
    if raw.startswith(b"S-1-"):
        return raw.decode(errors="replace")
    if len(raw) < HEAD or len(raw) != HEAD + PART * raw[1]:
        return ""
    parts = [raw[at : at + PART] for at in range(HEAD, len(raw), PART)]
    ends = "".join(f"-{int.from_bytes(part, 'little')}" for part in parts)
    return f"S-{raw[0]}-{int.from_bytes(raw[2:HEAD], 'big')}{ends}"


def in_primary_group(directory: Directory) -> Iterator[dict[str, Any]]:
    """Yield who is in a group by its number only, such as everybody in Domain Users."""
    groups = {found: object_id(entry) for entry in directory.groups if (found := sid(entry))}
    for kind, entries in (("user", directory.people), ("device", directory.computers)):
        for entry in entries:
            domain = sid(entry).rpartition("-")[0]
            group = groups.get(f"{domain}-{entry.first('primarygroupid')}")
            if group:
                yield {"group": group, "member": object_id(entry), "member_kind": kind}


def powers(directory: Directory, memberships: pl.DataFrame, missing: str) -> Iterator[Batch]:
    """Yield ROLE_ASSIGNMENTS of groups that rule a domain."""
    names = {object_id(entry): _name(entry) for entry in directory.groups if sid(entry)}
    if not names:
        return
    domains = {_name(entry): _domain(entry.dn) for entry in directory.groups if sid(entry)}
    group = pl.col("group").replace_strict(names, default=None, return_dtype=pl.String)
    named = memberships.with_columns(group).drop_nulls("group")
    for batch in role_assignments(named, domains):
        yield Batch(batch.table, batch.frame, missing=missing)


def _name(entry: Entry) -> str:
    """Return the identifier; that of a built-in group is the same everywhere, so with a domain."""
    found = sid(entry)
    return f"{_domain(entry.dn)}-{found}" if found.startswith(BUILT_IN) else found


def _domain(dn: str) -> str:
    return ".".join(re.findall(r"(?:^|,)dc=([^,]+)", normal(dn)))
