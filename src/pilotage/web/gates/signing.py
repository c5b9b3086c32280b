"""Sign a gate, or let it miss one criterion."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from pilotage.engine.gate_signing import sign, waive
from pilotage.engine.gates import GateState
from pilotage.facts.errors import InputError, NotAllowed
from pilotage.facts.gate import Waiver
from pilotage.facts.role import role_title
from pilotage.store.access import Scope
from pilotage.store.signer import roles_held
from pilotage.web.gates.views import folder, gates_of
from pilotage.web.scope import engagement_for


@require_POST
def sign_gate(request: HttpRequest, client: str, migration: str, gate: str) -> HttpResponse:
    """Keep the person's signature in one of the person's own roles."""
    scope = engagement_for(request, client, migration, verb="sign")
    asked = request.POST
    said, version = asked.get("said", ""), asked.get("version", "")
    if said not in ("go", "no-go"):
        raise InputError("say go or no-go", where="said")
    state = signed(
        scope,
        gate,
        asked.get("role", ""),
        go=said == "go",
        statement=asked.get("statement", ""),
        conditions=tuple(asked.get("conditions", "").splitlines()),
        version=int(version) if version.isdecimal() else None,
    )
    messages.success(request, f"{state.point.name}: {state.decided.word}. {state.decided.because}")
    return redirect("gates.gate", client, migration, state.point.name)


@require_POST
def waive_criterion(request: HttpRequest, client: str, migration: str, gate: str) -> HttpResponse:
    """Keep a waiver by the person, who must be the sponsor."""
    scope = engagement_for(request, client, migration, verb="waiver")
    asked = request.POST
    criterion, until = asked.get("criterion", ""), _day(asked.get("until", ""))
    state = waived(scope, gate, criterion, asked.get("why", ""), until)
    messages.success(request, f"{criterion} is waived until {until}.")
    return redirect("gates.gate", client, migration, state.point.name)


def signed(
    scope: Scope,
    gate: str,
    role: str,
    *,
    go: bool,
    statement: str = "",
    conditions: tuple[str, ...] = (),
    version: int | None = None,
) -> GateState:
    """Keep the signature of the person in a role that the person holds; return the gate.

    Raises:
        NotAllowed: the role is somebody else's, or may not sign here.
        InputError: the gate is decided.
        ChangedMeanwhile: this side was signed meanwhile.
    """
    if role not in scope.roles:
        raise NotAllowed(f"You do not hold the role {role_title(role) or 'that was named'}.")
    return sign(
        gates_of(scope),
        gate,
        role,
        scope.by.who,
        roles_held(scope),
        scope.by,
        folder(scope),
        go=go,
        statement=statement.strip(),
        conditions=tuple(filter(None, map(str.strip, conditions))),
        version=version,
    )


def waived(
    scope: Scope, gate: str, criterion: str, why: str, until: date, *, version: int | None = None
) -> GateState:
    """Keep a waiver of one criterion by the sponsor; return the gate.

    Raises:
        NotAllowed: the person is not the sponsor.
        InputError: the criterion cannot be waived, or reason or end is missing.
        ChangedMeanwhile: somebody else waived it meanwhile.
    """
    if "sponsor" not in scope.roles:
        raise NotAllowed("Only the sponsor carries the risk and may waive.")
    who = scope.by.who
    waiver = Waiver(gate, criterion, who, why, until, scope.now.date())
    return waive(gates_of(scope), gate, waiver, scope.by, carriers=(who,), version=version)


def _day(text: str) -> date:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise InputError(f"{text!r} is no day", where="until", fix="Write 2026-11-20.")
    return found
