"""Migrations that a token opens, and one of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from pilotage.store.models import Engagement, Run
from pilotage.store.runs import newest_of_each
from pilotage.web.api.answers import REFUSALS
from pilotage.web.api.caller import engagements, opened

router = Router(tags=["migrations"])


class Migration(Schema):
    """One migration of a client; ``word`` is its state by the newest run, empty before one."""

    client: str
    migration: str
    name: str
    kind: str
    stage: str
    time_zone: str
    demo: bool
    clock: datetime | None
    word: str
    judged_at: datetime | None


@router.get("/migrations", response={200: list[Migration], **REFUSALS})
def every(request: HttpRequest) -> list[dict[str, Any]]:
    """List every migration that the token opens, with its state."""
    found = engagements(request)
    runs = newest_of_each(found)
    return [_shown(each, runs.get(each.pk)) for each in found]


@router.get("/clients/{client}/migrations/{migration}", response={200: Migration, **REFUSALS})
def one(request: HttpRequest, client: str, migration: str) -> dict[str, Any]:
    """Return one migration."""
    engagement = opened(request, client, migration).engagement
    return _shown(engagement, newest_of_each([engagement]).get(engagement.pk))


def _shown(engagement: Engagement, run: Run | None) -> dict[str, Any]:
    named = ("name", "kind", "stage", "time_zone", "demo", "clock")
    return {
        "client": engagement.client.slug,
        "migration": engagement.slug,
        **{name: getattr(engagement, name) for name in named},
        "word": run.word if run else "",
        "judged_at": run.at if run else None,
    }
