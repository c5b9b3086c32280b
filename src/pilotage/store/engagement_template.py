"""The commented ``engagement.toml`` that a new migration starts from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files

from pilotage.facts.role import ROLES
from pilotage.facts.runbook import Kind

EXAMPLE = "#: "
HINTS: Mapping[Kind, tuple[str, str]] = {
    Kind.TENANT_TO_TENANT: (
        "Graph answers and usage reports of the tenant that people leave.",
        "The same of the tenant that people arrive in.",
    ),
    Kind.MAIL_TO_MICROSOFT_365: (
        "LDIF of the directory, and the CSV set for mailboxes and permissions.",
        "Graph answers of the tenant that people arrive in.",
    ),
    Kind.GOOGLE_TO_MICROSOFT_365: (
        "The CSV set, filled from the admin console's exports of users, groups and usage.",
        "Graph answers of the tenant that people arrive in.",
    ),
    Kind.IDENTITY_CONSOLIDATION: (
        "SharpHound or LDIF of the directory that ends.",
        "SharpHound, LDIF or Graph answers of the directory that stays.",
    ),
    Kind.INFRASTRUCTURE_MODERNIZATION: (
        "The CSV set: servers, shared folders, network links, applications.",
        "The same for what is built already.",
    ),
    Kind.SECURITY_TRANSITION: (
        "Graph answers or a ScubaGear export of the tenant as it is.",
        "The same tenant later, or the one that carries the new standard.",
    ),
}
"""What to put into the source and the target folder of each kind of migration."""


def template(kind: Kind, *, name: str, client: str, today: date, examples: bool = False) -> str:
    """Return the text of a new engagement file; with ``examples`` every example is live."""
    source_hint, target_hint = HINTS[kind]
    window = today + timedelta(days=26 + (5 - today.weekday()) % 7)
    values = {
        "name": json.dumps(name, ensure_ascii=False)[1:-1],
        "client": json.dumps(client, ensure_ascii=False)[1:-1],
        "kind": kind.value,
        "kinds": ", ".join(each.value for each in Kind),
        "starts_on": today.isoformat(),
        "deadline": (today + timedelta(days=90)).isoformat(),
        "window": f"{window.isoformat()}T18:00:00",
        "freeze": (today + timedelta(days=30)).isoformat(),
        "freeze_end": (today + timedelta(days=33)).isoformat(),
        "source_hint": source_hint,
        "target_hint": target_hint,
        "roles": ", ".join(role.id for role in ROLES.values() if role.needed),
    }
    text = files("pilotage.store").joinpath("templates", "engagement.toml").read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text.replace(EXAMPLE, "") if examples else text
