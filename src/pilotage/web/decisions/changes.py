"""Changes of scope with their effect and the sponsor's word; changes of dates with their cause."""

from __future__ import annotations

from typing import Any, Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from pilotage.coordinate.scope import HOURS, Effect, decided, effect, with_effect
from pilotage.engine.gates import Gates
from pilotage.facts.errors import InputError
from pilotage.facts.scope_change import ScopeChange
from pilotage.store import items
from pilotage.store.access import Scope
from pilotage.store.agreed import agreed
from pilotage.web.decisions.answering import keep_word
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

SCOPE = (
    Column("key", "Change"),
    Column("what", "What"),
    Column("does", "Does"),
    Column("working_days", "Working days later", "number"),
    Column("money", "Costs", "number", wide=True),
    Column("risk", "Then", wide=True),
    Column("who", "Asked by", wide=True),
    Column("state", "State", "state"),
    Column("decided_by", "Decided by", wide=True),
)
DATES = (
    Column("what", "What moved"),
    Column("days", "Days", "number"),
    Column("cause", "Cause", "chips"),
    Column("was", "From", "day"),
    Column("becomes", "To", "day"),
    Column("who", "Who", wide=True),
    Column("at", "When", "moment", wide=True),
    Column("why", "Why", wide=True),
)


@require_GET
def scope_changes(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """List changes of scope; what is asked in the address is shown with its effect."""
    scope = engagement_for(request, client, migration)
    kept = items.items(scope.engagement, "scope_change", scope.at)
    rows = [{"key": each.key, **vars(each.value)} for each in kept]
    table = listing(request, "scope-changes", "Changes of scope", SCOPE, rows)
    wish = _wish(request, scope) if request.GET.get("kind") else None
    return page(
        request,
        "decisions/scope.html",
        part="parts/listing.html",
        listing=table,
        version=sum(each.value.state == "approved" for each in kept),
        waiting=[each for each in kept if each.value.state == "asked"],
        kinds=HOURS,
        wish=wish,
        effect=_effect(wish, scope) if wish else None,
        currency=agreed(scope.engagement, scope.at).migration.currency,
        may_ask=scope.may("scope_change"),
        may_decide="sponsor" in scope.roles and scope.may("scope_change"),
    )


@require_POST
def ask_for(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Keep a wish with its effect; the sponsor's own wish is in force at once."""
    scope = engagement_for(request, client, migration, verb="scope_change")
    wish = _wish(request, scope)
    wish = with_effect(wish, _effect(wish, scope))
    if "sponsor" in scope.roles:
        wish = decided(wish, "approved", scope.by.who, scope.roles, scope.now.date())
    kept = items.save(scope.engagement, "scope_change", wish, scope.by, did=wish.state)
    told = "in force" if wish.state == "approved" else "asked, and needs the sponsor"
    messages.success(request, f"{kept.key} ({wish.what}) is {told}.")
    return redirect("decisions.scope", client, migration)


@require_POST
def decide(request: HttpRequest, client: str, migration: str, key: str) -> HttpResponse:
    """Keep the sponsor's yes or no."""
    scope = engagement_for(request, client, migration, verb="scope_change")
    said, version = _said(request.POST.get("said", "")), request.POST.get("version", "")
    seen = int(version) if version.isdecimal() else None
    value = keep_word(scope, key, said, seen).value
    messages.success(request, f"{key} ({value.what}) is {said}.")
    return redirect("decisions.scope", client, migration)


@require_GET
def date_changes(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """List every date that moved, by how much, and why."""
    scope = engagement_for(request, client, migration)
    values = items.values(scope.engagement, "date_change", scope.at)
    rows: list[dict[str, Any]] = [{**vars(each), "cause": [each.cause]} for each in values]
    table = listing(
        request, "date-changes", "Dates that moved", DATES, rows, empty="No date moved yet."
    )
    lost: dict[str, float] = {}
    for each in values:
        lost[each.cause] = lost.get(each.cause, 0.0) + each.days
    return page(
        request,
        "decisions/dates.html",
        part="parts/listing.html",
        listing=table,
        lost=sorted(lost.items(), key=lambda pair: -pair[1]),
        total=sum(lost.values()),
    )


def _said(text: str) -> Literal["approved", "refused"]:
    if text == "approved":
        return "approved"
    if text == "refused":
        return "refused"
    raise InputError("say approved or refused", where="said")


def _wish(request: HttpRequest, scope: Scope) -> ScopeChange:
    """Return the change that a form asks for."""
    said = request.POST if request.method == "POST" else request.GET
    kind, name = said.get("kind", "").strip(), said.get("name", "").strip()
    does, hours = said.get("does", "add"), said.get("hours", "").strip()
    if not kind or not name or does not in ("add", "remove"):
        raise InputError("say what is added or removed: its kind and its name")
    try:
        effort = float(hours) if hours else None
    except ValueError as error:
        raise InputError(f"{hours!r} is no number of hours", where="hours") from error
    return ScopeChange(
        f"{kind}:{name}",
        scope.by.who,
        scope.now.date(),
        "add" if does == "add" else "remove",
        said.get("why", "").strip(),
        effort_hours=effort,
    )


def _effect(wish: ScopeChange, scope: Scope) -> Effect:
    forecast = Gates(scope.engagement, scope.now, scope.at).forecast
    return effect(wish, agreed(scope.engagement, scope.at), forecast)
