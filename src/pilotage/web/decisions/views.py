"""Questions that wait for an answer, one of them with its options, and the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from pilotage.coordinate.decisions import Asked, asked, median_latency, time_left
from pilotage.facts.clock import lasting
from pilotage.facts.engagement import Decision, Option
from pilotage.facts.errors import InputError
from pilotage.store import items
from pilotage.store.access import Scope
from pilotage.store.agreed import setting
from pilotage.web.decisions.answering import keep_answer
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

COLUMNS = (
    Column("question", "Question", link="address"),
    Column("decider", "Who decides"),
    Column("decide_by", "Until", "day"),
    Column("left", "Time left"),
    Column("state", "State", "state"),
    Column("answer", "Answer", wide=True),
    Column("delay_costs", "A week of waiting costs", "number", wide=True),
)
OPTIONS = 4


@require_GET
def decisions(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """List every question, what is open first, by the time that is left."""
    scope = engagement_for(request, client, migration)
    found = _asked(scope)
    table = listing(
        request,
        "decisions",
        "Decisions",
        COLUMNS,
        [_row(each, client, migration) for each in found],
        empty="No question was asked yet. Ask the first one below.",
    )
    took = median_latency(found)
    return page(
        request,
        "decisions/decisions.html",
        part="parts/listing.html",
        listing=table,
        open=sum(each.open for each in found),
        late=sum(each.state == "late" for each in found),
        latency="" if took is None else lasting(took),
        people=items.values(scope.engagement, "person", scope.at),
        may_ask=scope.may("decision"),
        options=range(1, OPTIONS + 1),
    )


@require_GET
def decision(request: HttpRequest, client: str, migration: str, key: str) -> HttpResponse:
    """Show a question with its options; the recommended one has the focus."""
    scope = engagement_for(request, client, migration)
    kept = items.item(scope.engagement, "decision", key, scope.at)
    [found] = asked([(key, kept.value)], scope.now, scope.engagement.time_zone)
    options = kept.value.option or tuple(
        Option(text) for text in (kept.value.recommendation, kept.value.default) if text
    )
    first = kept.value.recommendation or (options[0].answer if options else "")
    return page(
        request,
        "decisions/decision.html",
        asked=found,
        kept=kept,
        options=options,
        first=first,
        left=time_left(found),
        took="" if found.latency is None else lasting(found.latency),
        currency=setting(scope.engagement, "migration", scope.at).currency,
        may_answer=scope.may("decision") and not kept.value.answered_on,
    )


@require_POST
def answer(request: HttpRequest, client: str, migration: str, key: str) -> HttpResponse:
    """Keep the answer, signed by the person."""
    scope = engagement_for(request, client, migration, verb="decision")
    text = request.POST.get("words", "").strip() or request.POST.get("answer", "")
    value = keep_answer(scope, key, text, _version(request)).value
    messages.success(request, f"{value.question} Answered: {value.answer}")
    return redirect("decisions", client, migration)


@require_POST
def ask(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Keep a new question."""
    scope = engagement_for(request, client, migration, verb="decision")
    said = {key: str(value).strip() for key, value in request.POST.items()}
    if not said.get("question") or not said.get("decider"):
        raise InputError("a question and who decides it are needed")
    options = [
        Option(text, _money(said.get(f"price_{number}", "")), said.get(f"effect_{number}", ""))
        for number in range(1, OPTIONS + 1)
        if (text := said.get(f"option_{number}", ""))
    ]
    value = Decision(
        said["question"],
        said["decider"],
        _day(said.get("decide_by", "")),
        option=tuple(options),
        recommendation=said.get("recommendation", ""),
        delay_costs=_money(said.get("delay_costs", "")),
        default=said.get("default", ""),
        why=said.get("why", ""),
        asked_at=scope.now,
    )
    kept = items.save(scope.engagement, "decision", value, scope.by, did="asked")
    messages.success(request, f"{kept.key} is asked of {value.decider}.")
    return redirect("decisions.one", client, migration, kept.key)


def _asked(scope: Scope) -> tuple[Asked, ...]:
    kept = items.items(scope.engagement, "decision", scope.at)
    pairs = [(each.key, each.value) for each in kept]
    return asked(pairs, scope.now, scope.engagement.time_zone)


def _row(each: Asked, client: str, migration: str) -> dict[str, Any]:
    return {
        "question": each.decision.question,
        "address": reverse("decisions.one", args=(client, migration, each.key)),
        "decider": each.decision.decider,
        "decide_by": each.decision.decide_by,
        "left": time_left(each),
        "state": each.state,
        "answer": each.answer,
        "delay_costs": each.decision.delay_costs,
    }


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else None


def _day(text: str) -> date:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise InputError(f"{text!r} is no day", where="decide_by", fix="Write 2026-11-20.")
    return found


def _money(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError as error:
        raise InputError(f"{text!r} is no amount of money", fix="Write 1200.") from error
