"""The gates of a migration, one gate with its criteria, and the copies that were signed."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from pilotage.coordinate.costs import answers
from pilotage.coordinate.judging import FAILED, PASSED, STALE, UNKNOWN, WAIVED, Judged
from pilotage.coordinate.signing import NO_GO
from pilotage.engine.gates import Gates, GateState
from pilotage.facts.errors import NotKnown
from pilotage.facts.role import role_title
from pilotage.store.access import Scope
from pilotage.store.clients import folder_of
from pilotage.store.gate_evidence import read_copy
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

COLUMNS = (
    Column("title", "Gate", link="address"),
    Column("name", "Name"),
    Column("decide_at", "Decided", "moment"),
    Column("word", "Word", "state"),
    Column("open", "Open criteria", "number"),
    Column("criteria", "Criteria", "number", wide=True),
    Column("because", "Because", wide=True),
)
GROUPS = {"": "All", "people": "People", "technology": "Technology",
          "identity": "Identity and security", "way back": "Way back and continuity",
          "support": "Support"}  # fmt: skip


@require_GET
def gates(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """List every gate with its word and what is open."""
    scope = engagement_for(request, client, migration)
    states = gates_of(scope).all()
    rows = [_row(state, client, migration) for state in states]
    table = listing(request, "gates", "Gates of this migration", COLUMNS, rows)
    ahead = next((s for s in states if s.decided.word == "pending" and s.point.decide_at), None)
    return page(request, "gates/gates.html", part="parts/listing.html", listing=table, ahead=ahead)


@require_GET
def gate(request: HttpRequest, client: str, migration: str, gate: str) -> HttpResponse:
    """Show each criterion of a gate, its signatures, and what each answer costs."""
    scope = engagement_for(request, client, migration)
    every = gates_of(scope)
    state = every.one(gate)
    standing, rule = state.standing, state.point.rule
    return page(
        request,
        "gates/gate.html",
        gate=state,
        run=every.run,
        groups=_groups(standing.criteria),
        counts=[(word, standing.count(word)) for word in (PASSED, WAIVED, FAILED, UNKNOWN, STALE)],
        holds=not standing.open,
        sides=[_side(state, side, scope) for side in rule.sides()],
        answers=answers(
            every.agreed, every.forecast, every.window(state.point.wave), len(standing.open)
        ),
        currency=every.agreed.migration.currency,
        waivable=[each for each in standing.open if each.rule.waivable],
        may_waive="sponsor" in scope.roles and scope.may("waiver"),
        over=state.decided.word == NO_GO,
    )


@require_GET
def copy(request: HttpRequest, client: str, migration: str, gate: str, digest: str) -> HttpResponse:
    """Hand out what a signature saw: all findings with their sources, as JSON."""
    scope = engagement_for(request, client, migration)
    state = gates_of(scope).one(gate)
    if digest not in {each.digest for each in state.signatures}:
        raise NotKnown(f"{gate} has no signature with the copy {digest[:12]}")
    data = read_copy(folder(scope), digest)
    name = f"{state.point.name}-{digest[:12]}.json"
    answer = HttpResponse(data, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def gates_of(scope: Scope) -> Gates:
    """Return the gates as the page shows them."""
    return Gates(scope.engagement, scope.now, scope.at)


def folder(scope: Scope) -> Path:
    """Return the folder of the engagement."""
    return folder_of(scope.engagement, settings.HOME)


def _row(state: GateState, client: str, migration: str) -> dict[str, Any]:
    point = state.point
    return {
        "title": point.title,
        "name": point.name,
        "address": reverse("gates.gate", args=(client, migration, point.name)),
        "decide_at": point.decide_at,
        "word": state.decided.word,
        "open": len(state.standing.open),
        "criteria": len(state.standing.criteria),
        "because": state.decided.because,
    }


def _groups(criteria: tuple[Judged, ...]) -> list[tuple[str, list[Judged]]]:
    """Return the criteria under the words of their groups, in the order of the groups."""
    order = list(GROUPS)
    by_group = sorted(criteria, key=lambda each: order.index(each.rule.group))
    return [
        (GROUPS[group], list(found))
        for group, found in groupby(by_group, key=lambda each: each.rule.group)
    ]


def _side(state: GateState, side: str, scope: Scope) -> dict[str, Any]:
    """Return one side of the signatures, and the role in which the person may sign it."""
    signed = next((kept for kept in state.signed if kept.value.side == side), None)
    roles = state.point.rule.roles(side)
    mine = next((role for role in roles if role in scope.roles), "")
    return {
        "side": side,
        "who": " or ".join(role_title(role) for role in roles),
        "signature": signed.value if signed else None,
        "version": signed.version if signed else 0,
        "role": mine if scope.may("sign") else "",
    }
