"""The cast. Harbour Foods is a healthy migration; a test breaks one thing and looks what happens.

ana   owner of the company; ben manages her calendar and has access to her mailbox
ben   her assistant, in the office
chen  the only administrator who is standing; the emergency account is harbour-sos
dara  works in the warehouse

All people and organisations here are invented.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pilotage.facts.engagement import Engagement
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Capture, Snapshot
from pilotage.facts.table import Row, Table
from pilotage.facts.tables import TABLES

NOW = datetime(2026, 1, 9, 9, tzinfo=UTC)
SHARED = Path(__file__).parent.parent.parent / "shared"
"""Real data beside the checkout; a test that reads it skips with a reason where it is absent."""

PEOPLE = ("ana", "ben", "chen", "dara")
DEPARTMENT = {"ana": "Management", "ben": "Office", "chen": "IT", "dara": "Warehouse"}


def user(name: str, /, **changes: Any) -> Row:
    """Return a healthy account of Harbour Foods."""
    return {
        "user": name,
        "upn": f"{name}@harbour.example",
        "address": f"{name}@harbour.example",
        "mail_nickname": name,
        "name": name.title(),
        "enabled": True,
        "kind": "member",
        "department": DEPARTMENT.get(name, "Office"),
        "job_title": "Colleague",
        "office": "Quay 1",
        "usage_location": "NL",
        "manager": None if name == "ana" else "ana",
        "employee_type": "employee",
        "created_at": datetime(2020, 1, 1, tzinfo=UTC),
        "last_sign_in_at": datetime(2026, 1, 8, tzinfo=UTC),
        "last_success_at": datetime(2026, 1, 8, tzinfo=UTC),
        "password_changed_at": datetime(2025, 6, 1, tzinfo=UTC),
        "synced": False,
        "immutable_id": None,
        "vip": name == "ana",
        **changes,
    }


def mailbox(name: str, /, **changes: Any) -> Row:
    """Return a healthy mailbox of 2 GB."""
    return {
        "mailbox": name,
        "address": f"{name}@harbour.example",
        "name": name.title(),
        "kind": "user",
        "size_bytes": 2 * 1024**3,
        "item_count": 20_000,
        "deleted_bytes": 0,
        "quota_bytes": 50 * 1024**3,
        "has_archive": False,
        "forwards_to": None,
        "sign_in_enabled": True,
        "hidden": False,
        "last_active_at": datetime(2026, 1, 8, tzinfo=UTC),
        **changes,
    }


def policy(name: str, /, **changes: Any) -> Row:
    """Return an enforced Conditional Access policy for everyone and everything."""
    empty = {
        column: []
        for column, declared in TABLES["conditional_access_policies"].columns.items()
        if "List" in str(declared.dtype)
    }
    return {
        **empty,
        "policy": name.lower().replace(" ", "-"),
        "name": name,
        "state": "enabled",
        "include_users": ["All"],
        "include_applications": ["All"],
        "client_apps": ["all"],
        "grant_operator": "OR",
        "grant_controls": ["mfa"],
        **changes,
    }


BLOCK_LEGACY = policy(
    "Block legacy sign-in",
    client_apps=["exchangeActiveSync", "other"],
    grant_controls=["block"],
)
MFA_FOR_ALL = policy("MFA for everyone", grant_controls=["mfa"])

HEALTHY: dict[str, list[Row]] = {
    "users": [user(name) for name in PEOPLE],
    "addresses": [
        {
            "object": name,
            "holder": "user",
            "address": f"{name}@harbour.example",
            "kind": "smtp",
            "primary": True,
        }
        for name in PEOPLE
    ],
    "groups": [
        {"group": "all-staff", "name": "All staff", "kind": "microsoft_365", "dynamic": False}
    ],
    "group_owners": [{"group": "all-staff", "owner": "ana"}],
    "memberships": [
        {"group": "all-staff", "member": name, "member_kind": "user"} for name in PEOPLE
    ],
    "mailboxes": [mailbox(name) for name in PEOPLE],
    "mailbox_permissions": [{"mailbox": "ana", "trustee": "ben", "right": "full_access"}],
    "calendar_delegates": [{"mailbox": "ana", "delegate": "ben", "private_items": True}],
    "conditional_access_policies": [BLOCK_LEGACY, MFA_FOR_ALL],
    "authentication_registration": [
        {
            "user": name,
            "mfa_registered": True,
            "mfa_capable": True,
            "passwordless_capable": True,
            "methods": ["fido2", "microsoftAuthenticatorPush"],
            "is_admin": name == "chen",
        }
        for name in PEOPLE
    ],
    "domains": [{"domain": "harbour.example", "verified": True, "default": True, "initial": False}],
}


def tenant(*, side: str = "source", taken_at: datetime = NOW, **tables: Iterable[Row]) -> Snapshot:
    """Return Harbour Foods, healthy, with the named tables replaced by these rows."""
    rows: Mapping[str, Iterable[Row]] = {**HEALTHY, **tables}
    captures = {name: capture(TABLES[name], its) for name, its in rows.items()}
    return Snapshot("harbour-foods", taken_at, captures, side)


def capture(table: Table, rows: Iterable[Row]) -> Capture:
    """Return the rows as a source would give them, with every column read."""
    return Capture(table.frame(rows), "test", read=frozenset(table.columns))


def without(snapshot: Snapshot, table: Table, why: str) -> Snapshot:
    """Return ``snapshot`` as it looks when a source withheld ``table``."""
    hidden = replace(capture(table, []), missing=why)
    return snapshot.with_table(table, hidden)


def unread(snapshot: Snapshot, table: Table, *columns: str) -> Snapshot:
    """Return ``snapshot`` as it looks when no source carried these columns of ``table``."""
    known = snapshot.captures[table.name]
    return snapshot.with_table(table, replace(known, read=known.read - set(columns)))


ENGAGEMENT = """
[migration]
name = "Harbour to Quay"
client = "Harbour Foods"
kind = "tenant-to-tenant"
starts_on = 2026-01-12
deadline = 2026-03-31
[source]
name = "harbour.example"
[target]
name = "quay.example"
"""


def engagement(text: str = "", **changes: Any) -> Engagement:
    """Return the engagement of Harbour Foods, with more TOML appended, or fields replaced."""
    made = TypeAdapter(Engagement).validate_python(tomllib.loads(ENGAGEMENT + text))
    return replace(made, **changes)


def situation(**changes: Any) -> Situation:
    """Return the healthy migration as it stands on the morning of 9 January 2026."""
    healthy: dict[str, Any] = {
        "now": NOW,
        "source": tenant(),
        "target": tenant(side="target"),
        "engagement": engagement(),
    }
    return Situation(**{**healthy, **changes})
