"""What is decided and signed by name: answers, changes of scope, and attestations."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema
from pydantic import Field

from pilotage.web.api.answers import NO_KEY, REFUSALS, KeptOut, Version, shown, written
from pilotage.web.api.caller import opened
from pilotage.web.decisions.answering import keep_answer, keep_word
from pilotage.web.readiness.attesting import attested

router = Router(tags=["decided"])


class Answered(Schema):
    """An answer in words, or the number of an option."""

    answer: str = Field(max_length=2000)


class Word(Schema):
    """The sponsor's yes or no."""

    said: Literal["approved", "refused"]


class Attested(Schema):
    """What the caller signs about a check; ``who`` may repeat the caller's own name."""

    says: str = Field(max_length=2000)
    expires_on: date
    evidence: str = Field(default="", max_length=300)
    who: str = Field(default="", max_length=200)


@router.post("/decisions/{key}/answer", response={200: KeptOut, **REFUSALS})
def answer(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    key: str,
    asked: Answered,
    version: Version,
    idempotency_key: str = NO_KEY,
) -> HttpResponse:
    """Answer the question of the version that you saw."""
    scope = opened(request, client, migration, verb="decision")

    def act() -> dict[str, Any]:
        return shown(keep_answer(scope, key, asked.answer, version))

    return written(request, idempotency_key, act)


@router.post("/scope-changes/{key}/decide", response={200: KeptOut, **REFUSALS})
def decide_scope(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    key: str,
    asked: Word,
    version: Version,
    idempotency_key: str = NO_KEY,
) -> HttpResponse:
    """Approve or refuse, as the sponsor, the change of the version that you saw."""
    scope = opened(request, client, migration, verb="scope_change")

    def act() -> dict[str, Any]:
        return shown(keep_word(scope, key, asked.said, version))

    return written(request, idempotency_key, act)


@router.post("/checks/{check}/attest", response={201: KeptOut, **REFUSALS})
def attest(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    check: str,
    asked: Attested,
    idempotency_key: str = NO_KEY,
) -> HttpResponse:
    """Sign, in your own name, what nothing can measure."""
    scope = opened(request, client, migration, verb="attestation")

    def act() -> dict[str, Any]:
        says, ends = asked.says, asked.expires_on
        return shown(attested(scope, check, says, ends, who=asked.who, evidence=asked.evidence))

    return written(request, idempotency_key, act, status=201)
