"""What people changed in a stretch of time, as far as it is worth telling; newest first."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from pilotage.facts.errors import NotKnown
from pilotage.store.kinds import kind_named
from pilotage.store.models import Engagement, Entry

TAKEN_IN = "agreed"
"""What the log says of items that came with a file, not by a person's act."""


def changed(
    engagement: Engagement, kinds: Collection[str], since: datetime, until: datetime, most: int
) -> Iterator[dict[str, Any]]:
    """Yield who did what to which item of ``kinds``: ``who``, ``did``, ``kind``, ``title``."""
    rows = Entry.objects.filter(
        engagement=engagement, kind__in=kinds, at__gte=since, at__lte=until
    ).exclude(did=TAKEN_IN)
    for row in rows.order_by("-number")[:most]:
        title = _title(row.kind, row.after or row.before or "{}") or row.key
        yield {"who": row.who, "did": row.did, "kind": row.kind, "key": row.key, "title": title}


def _title(kind: str, document: str) -> str:
    try:
        field = kind_named(kind).title
    except NotKnown:
        return ""
    return str(json.loads(document).get(field, "")) if field else ""
