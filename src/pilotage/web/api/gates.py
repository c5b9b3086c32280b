"""Gates: how each stands, a signature, and leave to miss one criterion."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema
from pydantic import Field

from pilotage.engine.gates import GateState
from pilotage.facts.gate import Signature
from pilotage.web.api.answers import NO_KEY, REFUSALS, Moment, Version, written
from pilotage.web.api.caller import opened
from pilotage.web.gates.signing import signed, waived
from pilotage.web.gates.views import gates_of

router = Router(tags=["gates"])
LONG = Field(default="", max_length=2000)


class CriterionOut(Schema):
    """One criterion: its state, what it needs, what was found and how that is known."""

    id: str
    says: str
    state: str
    needed: str
    found: str
    basis: str
    at: datetime | None


class SignedOut(Schema):
    """A signature, and the version to send when it is given anew."""

    version: int
    value: Signature


class GateOut(Schema):
    """A gate as it stands; ``missing`` are the sides that have not signed yet."""

    name: str
    title: str
    decide_at: datetime | None
    word: str
    because: str
    missing: list[str]
    criteria: list[CriterionOut]
    signatures: list[SignedOut]


class Sign(Schema):
    """A go or a no-go in a role that the caller holds."""

    role: str = Field(max_length=30)
    said: Literal["go", "no-go"]
    statement: str = LONG
    conditions: list[str] = Field(default_factory=list, max_length=50)


class Waive(Schema):
    """Leave to miss one criterion until a day."""

    criterion: str = Field(max_length=100)
    why: str = Field(max_length=2000)
    until: date


@router.get("/gates", response={200: list[GateOut], **REFUSALS})
def every_gate(
    request: HttpRequest, client: Path[str], migration: Path[str], at: Moment = None
) -> list[dict[str, Any]]:
    """List every gate as it stands, or stood then."""
    return [_shown(each) for each in gates_of(opened(request, client, migration, at=at)).all()]


@router.get("/gates/{gate}", response={200: GateOut, **REFUSALS})
def one_gate(
    request: HttpRequest, client: Path[str], migration: Path[str], gate: str, at: Moment = None
) -> dict[str, Any]:
    """Show one gate as it stands, or stood then."""
    return _shown(gates_of(opened(request, client, migration, at=at)).one(gate))


@router.post("/gates/{gate}/sign", response={200: GateOut, **REFUSALS})
def sign_gate(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    gate: str,
    asked: Sign,
    version: Version,
    idempotency_key: str = NO_KEY,
) -> HttpResponse:
    """Sign; ``version`` is that of the signature of this side, 0 where there is none."""
    scope = opened(request, client, migration, verb="sign")

    def act() -> dict[str, Any]:
        said = tuple(asked.conditions)
        state = signed(scope, gate, asked.role, go=asked.said == "go",
                       statement=asked.statement, conditions=said, version=version)  # fmt: skip
        return _shown(state)

    return written(request, idempotency_key, act)


@router.post("/gates/{gate}/waive", response={200: GateOut, **REFUSALS})
def waive_criterion(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    gate: str,
    asked: Waive,
    version: Version,
    idempotency_key: str = NO_KEY,
) -> HttpResponse:
    """Waive one criterion as the sponsor; ``version`` is 0 where there is no waiver of it."""
    scope = opened(request, client, migration, verb="waiver")

    def act() -> dict[str, Any]:
        return _shown(waived(scope, gate, asked.criterion, asked.why, asked.until, version=version))

    return written(request, idempotency_key, act)


def _shown(state: GateState) -> dict[str, Any]:
    criteria = [
        {"id": each.rule.id, "says": each.rule.says}
        | {name: getattr(each, name) for name in ("state", "needed", "found", "basis", "at")}
        for each in state.standing.criteria
    ]
    shown = GateOut.model_validate(
        {
            "name": state.point.name,
            "title": state.point.title,
            "decide_at": state.point.decide_at,
            "word": state.decided.word,
            "because": state.decided.because,
            "missing": list(state.decided.missing),
            "criteria": criteria,
            "signatures": [{"version": e.version, "value": e.value} for e in state.signed],
        }
    )
    return shown.model_dump(mode="json")
