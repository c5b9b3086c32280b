"""Every control before, now and as it should be; and what drifted between two readings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from pilotage.assess.controls import WORSE, Control, controls, tallies
from pilotage.assess.improvements import undecided
from pilotage.assess.relaxed import ALARMS, CLOSED
from pilotage.engine.identity import improvements_of, relaxations_of, scores_of
from pilotage.store.access import Scope
from pilotage.store.runs import latest, section
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

COLUMNS = (
    Column("title", "Control", link="address"),
    Column("before", "Before"),
    Column("now", "Now"),
    Column("state", "State", "state"),
    Column("basis", "Known", "known", wide=True),
    Column("score", "Part", wide=True),
    Column("standard", "Standard", wide=True),
)
CHANGES = (
    Column("what", "What changed"),
    Column("at", "When", "moment"),
    Column("planned", "Planned?", "state"),
    Column("by", "Who"),
    Column("side", "Where", wide=True),
)


@require_GET
def identity(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show the three sub-scores and each control; relaxations and drift beside them."""
    scope = engagement_for(request, client, migration)
    run = latest(scope.engagement, scope.at)
    found = controls(scores_of(scope.engagement, scope.at), scope.now)
    table = listing(
        request, "controls", "Controls before, now and wanted", COLUMNS,
        [_row(scope, each) for each in found],
    )  # fmt: skip
    relaxed = relaxations_of(scope.engagement, scope.now.date(), scope.at)
    open_ = [each for each in relaxed.rows if each.state != CLOSED]
    return page(
        request,
        "identity/identity.html",
        part="parts/listing.html",
        here="identity",
        listing=table,
        run=run,
        tallies=tallies(found),
        worse=[each for each in found if each.state == WORSE],
        relaxed=open_,
        alarms=[each for each in open_ if each.state in ALARMS],
        unread=relaxed.unknown,
        drift=section(run, "drift") or [],
        undecided=len(undecided(improvements_of(scope.engagement, scope.at))),
    )


@require_GET
def drift(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show each change since the reading before, those that nobody planned first."""
    scope = engagement_for(request, client, migration)
    run = latest(scope.engagement, scope.at)
    sides = section(run, "drift") or []
    rows = [_change(side["side"], row) for side in sides for row in side["rows"]]
    table = listing(
        request, "drift", "Changes since the reading before", CHANGES, rows,
        empty="Nothing changed, or there is only one reading so far.",
    )  # fmt: skip
    return page(
        request,
        "identity/drift.html",
        part="parts/listing.html",
        here="identity.drift",
        listing=table,
        run=run,
        sides=[
            side | {each: datetime.fromisoformat(side[each]) for each in ("before", "after")}
            for side in sides
        ],
    )


def _row(scope: Scope, each: Control) -> dict[str, Any]:
    key = (scope.engagement.client.slug, scope.engagement.slug)
    return {
        "title": each.title,
        "before": each.before,
        "now": each.now,
        "state": each.state,
        "basis": each.basis,
        "standard": next(iter(each.frameworks), "own"),
        "score": each.score,
        "address": reverse("readiness.check", args=(*key, each.check)),
    }


def _change(side: str, row: dict[str, Any]) -> dict[str, Any]:
    cell = f" {row['column']}: {row['before'] or 'nothing'} to {row['after'] or 'nothing'}"
    what = f"{row['table'].replace('_', ' ')} {row['key']} {row['change']}"
    return {
        "at": datetime.fromisoformat(row["at"]) if row["at"] else None,
        "what": what + (cell if row["column"] else ""),
        "planned": row["planned"] or "not planned",
        "by": row["by"] or "",
        "side": side,
    }
