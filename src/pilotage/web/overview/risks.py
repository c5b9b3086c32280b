"""The standing risks with their signals, the five levers, and the form that changes a level."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from pilotage.assess.exposure import changed, lever_states, top_risk
from pilotage.engine.status import standing
from pilotage.facts.errors import InputError
from pilotage.facts.readiness import Level
from pilotage.facts.risk_change import RiskChange
from pilotage.facts.role import role_title
from pilotage.store.items import items, save
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

COLUMNS = (
    Column("title", "Risk"),
    Column("level", "Exposure", "state"),
    Column("points", "Points", "number"),
    Column("signals", "Signals fired", wide=True),
    Column("because", "Why it is there"),
    Column("owner", "Owner"),
    Column("held", "Held by hand", wide=True),
)


@require_GET
def risks(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show every standing risk, what moved it, and what each lever would take away."""
    scope = engagement_for(request, client, migration)
    found = standing(scope.engagement, scope.now, scope.at)
    rows = [
        {
            "title": each.risk.title,
            "level": each.level.name.lower(),
            "points": round(each.exposure, 1),
            "signals": f"{sum(s.fired == 1 for s in each.signals)} of {len(each.signals)}",
            "because": next(iter(each.risk.because), "Nothing fired."),
            "owner": role_title(each.risk.owner),
            "held": _held(each.change),
        }
        for each in found.risks
    ]
    versions = {each.value.risk: each.version for each in items(scope.engagement, "risk_change")}
    return page(
        request, "overview/risks.html", part="parts/listing.html",
        listing=listing(request, "risks", "Risks", COLUMNS, rows),
        top=top_risk(found.risks), levers=lever_states(found.signals), run=found.run,
        forms=[(each.risk, versions.get(each.risk.id, 0)) for each in found.risks],
        may=scope.may("risk_change"), total=sum(each.exposure for each in found.risks),
    )  # fmt: skip


def _held(change: RiskChange | None) -> str:
    if change is None:
        return ""
    until = f" until {change.expires_on}" if change.expires_on else ""
    return f"{change.who}{until}: {change.why or 'no reason given'}"


@require_POST
def change(request: HttpRequest, client: str, migration: str, risk: str) -> HttpResponse:
    """Hold a risk at a level; lower only with a reason, and for fourteen days."""
    scope = engagement_for(request, client, migration, verb="risk_change")
    word, version = request.POST.get("level", "").upper(), request.POST.get("version", "")
    if word not in Level.__members__:
        raise InputError(f"{word.lower()!r} is no level", fix="Choose low, medium or high.")
    found = standing(scope.engagement, scope.now)
    today = scope.clock.local(scope.now).date()
    who = scope.user.name or scope.user.email
    wish = RiskChange(risk, Level[word], who, request.POST.get("why", ""), today)
    seen = int(version) if version.isdecimal() else None
    kept = changed(found.risks, wish)
    save(scope.engagement, "risk_change", kept, scope.by, version=seen, did="held at level")
    until = f" until {scope.clock.day(kept.expires_on)}" if kept.expires_on else ""
    messages.success(request, f"{risk} is held at {word.lower()}{until}.")
    return redirect("overview.risks", client, migration)
