"""The audit log of Harbour Foods in the days before NOW, entry by entry."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from harbour import NOW, tenant

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Row


def entry(activity: str, who: str, hours_ago: float, /, **changes: Any) -> Row:
    """Return an entry about the account ``who``, so many hours before NOW."""
    return {
        "audit": f"{activity} {who} {hours_ago}",
        "target": who,
        "target_name": f"{who}@harbour.example",
        "target_kind": "User",
        "at": NOW - timedelta(hours=hours_ago),
        "activity": activity,
        "succeeded": True,
        **changes,
    }


def logged(*entries: Row, **tables: Any) -> Snapshot:
    """Return Harbour Foods with this log; nobody holds a licence or a role unless it is given."""
    nothing: dict[str, Any] = {"licences_assigned": [], "role_assignments": []}
    return tenant(**{**nothing, "directory_audits": list(entries), **tables})
