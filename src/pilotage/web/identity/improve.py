"""What could be better with this migration, and what was decided about it."""

from __future__ import annotations

from typing import cast, get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from pilotage.assess.improvements import undecided
from pilotage.engine.identity import improvements_of
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.improvement import Choice, Improvement
from pilotage.store.items import save
from pilotage.store.runs import latest
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.readiness.changes import text
from pilotage.web.scope import engagement_for

COLUMNS = (
    Column("title", "Improvement"),
    Column("decision", "Decision", "state"),
    Column("severity", "Weight"),
    Column("gap", "Gap now", wide=True),
    Column("hours", "Hours", "number"),
    Column("people_notice", "What people notice"),
    Column("licence", "Licence", wide=True),
    Column("why", "Reason", wide=True),
)


@require_GET
def improve(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show each gap with its effort, its effect on people, and the decision."""
    scope = engagement_for(request, client, migration)
    found = improvements_of(scope.engagement, scope.at)
    rows = [
        {
            "check": each.check,
            "title": each.title,
            "decision": each.decision.decision if each.decision else "open",
            "severity": each.severity.name.lower(),
            "gap": f"{each.side}: {each.says}",
            "hours": each.effort.hours,
            "people_notice": each.effort.people_notice or "unknown",
            "licence": each.effort.licence,
            "why": f"{each.decision.who}: {each.decision.why}" if each.decision else "",
        }
        for each in found
    ]

    return page(
        request,
        "identity/improve.html",
        part="parts/listing.html",
        here="identity.improve",
        listing=listing(
            request, "improvements", "Improvements", COLUMNS, rows, empty="There is no gap."
        ),
        gaps=found,
        undecided=len(undecided(found)),
        run=latest(scope.engagement, scope.at),
        may=scope.may("improvement"),
    )


@require_POST
def decide(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Keep a decision about a gap."""
    scope = engagement_for(request, client, migration, verb="improvement")
    check, choice = text(request, "check"), text(request, "decision")
    if choice not in get_args(Choice):
        raise InputError(f"there is no decision {choice}", where="decision")
    if check not in {each.check for each in improvements_of(scope.engagement)}:
        raise NotKnown(f"{check} is no gap now")
    who, why = text(request, "who"), text(request, "why")
    value = Improvement(check, cast(Choice, choice), why, who, scope.now.date())
    save(scope.engagement, "improvement", value, scope.by, did="decided")
    messages.success(request, f"{check}: {choice}.")
    return redirect("identity.improve", client, migration)
