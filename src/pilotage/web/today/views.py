"""The day of the person who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from pilotage.engine.today import Entry, day_of
from pilotage.store.access import engagements_of
from pilotage.store.across import now_of_all
from pilotage.web.navigation import address_of
from pilotage.web.page import page
from pilotage.web.scope import person

PAGES = {
    "decision": "decisions",
    "handoff": "timeline",
    "task": "plan",
    "message": "comms",
    "relaxation": "identity",
    "attestation": "readiness",
    "deviation": "readiness",
}
"""The page on which a kind of item is worked on."""


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show what needs the person, what waits for others, what runs alone, and what comes."""
    user = person(request)
    engagements = list(engagements_of(user))
    day = day_of(user.name, engagements)
    groups = [(group.value, [_row(each) for each in rows]) for group, rows in day.groups.items()]
    return page(
        request,
        "today/today.html",
        groups=groups,
        ahead=day.ahead[:6],
        mine=len(groups[0][1]),
        now=now_of_all(engagements),
        demo=any(each.demo for each in engagements),
        engagements=engagements,
    )


def _row(entry: Entry) -> dict[str, Any]:
    key = (entry.engagement.client.slug, entry.engagement.slug)
    place = address_of(PAGES.get(entry.matter.kind, "overview"), *key)
    return {
        "matter": entry.matter,
        "client": entry.engagement.client.name,
        "address": place or reverse("overview", args=key),
    }
