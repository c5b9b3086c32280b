"""Hand-offs; a vendor reaches those that are asked of it, and no others."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema

from pilotage.web.api.answers import NO_KEY, REFUSALS, KeptOut, Moment, Version, shown, written
from pilotage.web.api.caller import opened
from pilotage.web.timeline.own import own_handoff, own_handoffs, promised, stepped

router = Router(tags=["hand-offs"])
Step = Literal["acknowledged", "delivered", "accepted"]


class Promise(Schema):
    """The day on which the party says that it delivers."""

    promised_on: date


@router.get("/handoffs", response={200: list[KeptOut], **REFUSALS})
def every_handoff(
    request: HttpRequest, client: Path[str], migration: Path[str], at: Moment = None
) -> list[dict[str, Any]]:
    """List what is asked of everybody; of a vendor, its own."""
    scope = opened(request, client, migration, at=at, own=True)
    return [shown(each) for each in own_handoffs(scope)]


@router.get("/handoffs/{key}", response={200: KeptOut, **REFUSALS})
def one_handoff(
    request: HttpRequest, client: Path[str], migration: Path[str], key: str, at: Moment = None
) -> dict[str, Any]:
    """Show one hand-off."""
    return shown(own_handoff(opened(request, client, migration, at=at, own=True), key))


@router.post("/handoffs/{key}/steps/{step}", response={200: KeptOut, **REFUSALS})
def take_step(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    key: str,
    step: Step,
    version: Version,
    idempotency_key: str = NO_KEY,
) -> HttpResponse:
    """Say that a hand-off was acknowledged, delivered or accepted."""
    scope = opened(request, client, migration, verb="handoff", own=True)
    return written(request, idempotency_key, lambda: shown(stepped(scope, key, step, version)))


@router.post("/handoffs/{key}/promise", response={200: KeptOut, **REFUSALS})
def give_date(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    key: str,
    asked: Promise,
    version: Version,
    idempotency_key: str = NO_KEY,
) -> HttpResponse:
    """Give the day on which you deliver."""
    scope = opened(request, client, migration, verb="handoff", own=True)
    day = asked.promised_on
    return written(request, idempotency_key, lambda: shown(promised(scope, key, day, version)))
