"""Sign a gate, or let it miss one criterion."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from pilotage.engine.gate_signing import sign, waive
from pilotage.facts.errors import InputError, NotAllowed
from pilotage.facts.gate import Waiver
from pilotage.facts.role import role_title
from pilotage.store.access import Scope
from pilotage.store.items import values
from pilotage.web.gates.views import folder, gates_of
from pilotage.web.scope import engagement_for


@require_POST
def sign_gate(request: HttpRequest, client: str, migration: str, gate: str) -> HttpResponse:
    """Keep the person's signature in one of the person's own roles."""
    scope = engagement_for(request, client, migration, verb="sign")
    asked = request.POST
    role, said = asked.get("role", ""), asked.get("said", "")
    if role not in scope.roles:
        raise NotAllowed(f"You do not hold the role {role_title(role) or 'that was named'}.")
    if said not in ("go", "no-go"):
        raise InputError("say go or no-go", where="said")
    version = asked.get("version", "")
    state = sign(
        gates_of(scope),
        gate,
        role,
        scope.by.who,
        _all_roles(scope),
        scope.by,
        folder(scope),
        go=said == "go",
        statement=asked.get("statement", "").strip(),
        conditions=tuple(filter(None, map(str.strip, asked.get("conditions", "").splitlines()))),
        version=int(version) if version.isdecimal() else None,
    )
    messages.success(request, f"{state.point.name}: {state.decided.word}. {state.decided.because}")
    return redirect("gates.gate", client, migration, state.point.name)


@require_POST
def waive_criterion(request: HttpRequest, client: str, migration: str, gate: str) -> HttpResponse:
    """Keep a waiver by the person, who must be the sponsor."""
    scope = engagement_for(request, client, migration, verb="waiver")
    if "sponsor" not in scope.roles:
        raise NotAllowed("Only the sponsor carries the risk and may waive.")
    asked = request.POST
    waiver = Waiver(
        gate,
        asked.get("criterion", ""),
        scope.by.who,
        asked.get("why", ""),
        _day(asked.get("until", "")),
        scope.now.date(),
    )
    state = waive(gates_of(scope), gate, waiver, scope.by, carriers=(scope.by.who,))
    messages.success(request, f"{waiver.criterion} is waived until {waiver.expires_on}.")
    return redirect("gates.gate", client, migration, state.point.name)


def _all_roles(scope: Scope) -> tuple[str, ...]:
    """Return the roles of the person here, and those that the plan gives to the address."""
    named = [
        role
        for person in values(scope.engagement, "person")
        if person.address.casefold() == scope.by.who.casefold()
        for role in person.roles
    ]
    return (*sorted(scope.roles), *named)


def _day(text: str) -> date:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise InputError(f"{text!r} is no day", where="until", fix="Write 2026-11-20.")
    return found
