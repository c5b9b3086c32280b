"""The empty CSV set: a file per table with its header and one example row.

The header comes from the data dictionary, so a new table is covered by itself. The examples
are one small invented organisation: Ana of Harbour Foods and the shared mailbox for orders.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import polars as pl

from pilotage.facts.table import UTC_TIME, Column, Table
from pilotage.facts.tables import TABLES

ANA, ORDERS, ALL_STAFF = "ana@harbour.example", "orders@harbour.example", "all-staff"

EXAMPLES: dict[str, str] = {
    "address": ANA,
    "application": "Stock Ledger",
    "application_name": "Stock Ledger",
    "area": "authorization_policies",
    "assignment": "standing",
    "authentication": "managed",
    "client": "stock-ledger",
    "client_app": "Browser",
    "consent": "all",
    "delegate": ANA,
    "department": "Management",
    "domain": "harbour.example",
    "employee_type": "employee",
    "folder": r"\\quay-fs1\stock",
    "group": ALL_STAFF,
    "hold": "litigation",
    "holder": "user",
    "job_title": "Managing director",
    "link": "Quay 1 fibre",
    "mail_nickname": "ana",
    "mailbox": ORDERS,
    "member": ANA,
    "member_kind": "user",
    "messages": "120",
    "methods": "fido2;microsoftAuthenticatorPush",
    "name": "Ana Sol",
    "object": ANA,
    "office": "Quay 1",
    "os": "Windows Server 2022",
    "owner": ANA,
    "principal": ANA,
    "principal_kind": "user",
    "provider": "Quay Telecom",
    "quota_bytes": "53687091200",
    "recipient": "sales@supplier.example",
    "right": "full_access",
    "role_name": "Global Administrator",
    "rule": "address",
    "scope": "/",
    "scopes": "User.Read;offline_access",
    "sender": ANA,
    "server": "quay-fs1",
    "service_principal": "stock-ledger",
    "service": "Ordering",
    "services": "Email",
    "setting": "allowinvitesfrom",
    "site": "https://harbour.example/sites/stock",
    "size_bytes": "2147483648",
    "sku": "SPE_E3",
    "source_user": ANA,
    "target_user": "ana@quay.example",
    "team": ALL_STAFF,
    "trustee": ANA,
    "upn": ANA,
    "usage_location": "NL",
    "user": ANA,
}
"""An example for a column of any table."""

OWN_EXAMPLES: dict[str, dict[str, str]] = {
    "addresses": {"kind": "smtp", "primary": "true"},
    "application_credentials": {"kind": "secret", "name": "Deployment secret"},
    "applications": {"name": "Stock Ledger", "description": "Stock and prices"},
    "calendar_delegates": {"private_items": "false"},
    "conditional_access_policies": {
        "policy": "mfa-for-all",
        "name": "MFA for everyone",
        "state": "enabled",
        "include_users": "All",
        "include_applications": "All",
        "client_apps": "all",
        "grant_operator": "OR",
        "grant_controls": "mfa",
    },
    "devices": {"name": "quay-laptop-1", "os": "Windows 11", "trust": "joined"},
    "dns_records": {"name": "harbour.example", "type": "TXT", "value": "v=spf1 -all"},
    "drives": {"kind": "personal", "url": "https://harbour.example/personal/ana"},
    "groups": {
        "name": "All staff",
        "kind": "microsoft_365",
        "address": "all@harbour.example",
        "mail_nickname": "all",
    },
    "holds": {"kind": "litigation"},
    "licences_bought": {"name": "SPE_E3"},
    "mailbox_folders": {
        "folder": "Archive/2024",
        "separator": "/",
        "space": "personal",
        "subscribed": "true",
    },
    "mailboxes": {"address": ORDERS, "name": "Orders", "kind": "shared"},
    "named_locations": {"name": "Quay 1", "kind": "ip", "ranges": "192.0.2.0/24"},
    "role_assignments": {"role": "62e90394-69f5-4237-9190-012177145e10"},
    "servers": {"role": "file"},
    "service_principals": {"name": "Stock Ledger", "kind": "application"},
    "settings": {"value": '"adminsAndGuestInviters"'},
    "site_memberships": {"role": "owner"},
    "sites": {"name": "Stock", "url": "https://harbour.example/sites/stock"},
    "teams": {"name": "All staff", "visibility": "private"},
    "users": {"kind": "member", "enabled": "true"},
}
"""An example that suits one table only."""


def template_files() -> dict[str, str]:
    """Return file name and CSV text of every table: its header and one example row."""
    return {f"{name}.csv": _template(table) for name, table in sorted(TABLES.items())}


def is_example(table: Table, columns: Sequence[str]) -> pl.Expr:
    """Tell of each text row of ``columns`` whether it is the example row of the template."""
    names = [name for name in columns if name in table.columns]
    return pl.all_horizontal(
        pl.col(name).eq_missing(pl.lit(_example(table, name, table.columns[name]) or None))
        for name in names
    )


def _template(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerow(_example(table, name, column) for name, column in table.columns.items())
    return text.getvalue()


def _example(table: Table, name: str, column: Column) -> str:
    """Return an example value; one of the key is never empty, other text may be."""
    own = OWN_EXAMPLES.get(table.name, {})
    if name in own or name in EXAMPLES:
        return own.get(name) or EXAMPLES[name]
    if column.dtype == pl.Boolean:
        return "false"
    if column.dtype in (pl.Int64, pl.Float64):
        return "10"
    if column.dtype == UTC_TIME:
        return "2026-01-08T09:00:00Z"
    return f"example-{name}" if name in table.key else ""
