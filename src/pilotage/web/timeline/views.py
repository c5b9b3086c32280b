"""The dates that everybody works towards, and what one party asks of another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from pilotage.coordinate.timeline import LANES, Dated
from pilotage.engine.status import standing
from pilotage.engine.timeline import dates_of
from pilotage.facts.errors import InputError
from pilotage.facts.handoff import STEPS, Handoff
from pilotage.store.access import Scope
from pilotage.store.evidence import files
from pilotage.store.items import Kept, items, save
from pilotage.store.models import EvidenceFile
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for
from pilotage.web.timeline.drawing import Bar, drawing
from pilotage.web.timeline.own import own_handoffs, promised, stepped

COLUMNS = (
    Column("on", "Day", "day"),
    Column("what", "What"),
    Column("lane", "Whose date"),
    Column("who", "Who"),
    Column("state", "State", "state"),
    Column("source", "Source", wide=True),
)
HANDOFFS = (
    Column("what", "What is asked", link="address"),
    Column("key", "Number", wide=True),
    Column("party", "Of whom"),
    Column("state", "State", "state"),
    Column("late", "Clock"),
    Column("due_on", "Due", "day"),
    Column("promised_on", "Promised", "day"),
    Column("asked_at", "Asked", "moment", wide=True),
    Column("acknowledged_at", "Acknowledged", "moment", wide=True),
    Column("delivered_at", "Delivered", "moment", wide=True),
    Column("accepted_at", "Accepted", "moment", wide=True),
)
DIGITS = 9
WHO_HEARS = ("IT", "Messages")
"""What a vendor or a champion sees of the dates of others."""


@require_GET
def timeline(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show one line of dates for IT, departments, vendors, messages, hand-offs and decisions."""
    scope = engagement_for(request, client, migration, own=True)
    found = standing(scope.engagement, scope.now, scope.at)
    dates = [each for each in dates_of(found, scope.now) if _may_see(scope, each)]
    today = scope.clock.local(scope.now).date()
    rows = [
        {name: getattr(each, name) for name in ("on", "what", "lane", "who", "state", "source")}
        for each in dates
    ]
    table = listing(request, "dates", "Dates", COLUMNS, rows, empty="Nobody agreed a date yet.")
    bars = _bars(dates)
    return page(
        request, "timeline/timeline.html", part="parts/listing.html", listing=table,
        drawing=drawing(bars, today, found.agreed.migration.deadline, frozen=_frozen(dates)),
        run=found.run,
    )  # fmt: skip


def _may_see(scope: Scope, each: Dated) -> bool:
    own = bool(scope.vendor) and each.who == scope.vendor
    return scope.reads_all or own or each.lane in WHO_HEARS


def _bars(dates: Sequence[Dated]) -> list[Bar]:
    bars = [Bar(each.lane, each.on, each.until, each.state, each.what) for each in dates]
    return sorted(bars, key=lambda bar: LANES.index(bar.row))


def _frozen(dates: Iterable[Dated]) -> list[Bar]:
    return [
        Bar("", each.on, each.until, each.state, each.what)
        for each in dates
        if each.lane == "Departments" and each.who == "Everyone"
    ]


@require_GET
def handoffs(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show what one party asks of another; a vendor sees what is asked of it."""
    scope = engagement_for(request, client, migration, own=True)
    kept = own_handoffs(scope)
    rows = [_row(scope, each) for each in kept]
    table = listing(
        request, "handoffs", "Hand-offs", HANDOFFS, rows, empty="Nothing was asked of anybody yet."
    )
    acts = [(each, _next(each.value)) for each in kept if _next(each.value)]
    parties = sorted({each.name for each in _named(scope, "vendor")})
    return page(
        request, "timeline/handoffs.html", part="parts/listing.html", listing=table,
        evidence=_files(scope, kept), handoffs=kept, may_hand_in=scope.may("evidence"),
        acts=acts if scope.may("handoff") else (), may_ask=scope.may("handoff"), parties=parties,
    )  # fmt: skip


def _files(scope: Scope, shown: Iterable[Kept]) -> list[EvidenceFile]:
    """Return the files about the hand-offs that are shown."""
    keys = {each.key for each in shown}
    found = files(scope.engagement, at=scope.at)
    return [each for each in found if each.kind == "handoff" and each.key in keys]


def _named(scope: Scope, kind: str) -> tuple[Any, ...]:
    kept = items(scope.engagement, kind, scope.at) if scope.reads_all else ()
    return tuple(each.value for each in kept)


def _row(scope: Scope, kept: Kept) -> dict[str, Any]:
    ask: Handoff = kept.value
    today = scope.clock.local(scope.now).date()
    silent = ask.unanswered(scope.now)
    clock = "late" if ask.late(today) else "no answer" if silent else ask.waits_for or "done"
    days = ("due_on", "promised_on", "asked_at")
    names = ("what", "party", "state", *days, *(f"{each}_at" for each in STEPS))
    client, key = scope.engagement.client.slug, scope.engagement.slug
    return {name: getattr(ask, name) for name in names} | {
        "key": kept.key,
        "late": clock,
        "address": reverse("timeline.handoffs", args=(client, key)) + f"#{kept.key}",
    }


def _next(ask: Handoff) -> str:
    """Return the step that comes next, empty after the last."""
    return next((step for step in STEPS if not getattr(ask, f"{step}_at")), "")


@require_POST
def ask(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Ask something of a party; its clock starts now."""
    scope = engagement_for(request, client, migration, verb="handoff", own=True)
    what, party = (request.POST.get(name, "").strip() for name in ("what", "party"))
    if not what or not party:
        raise InputError("an ask needs what is wanted, and of whom")
    asker = scope.vendor or scope.user.name or scope.user.email
    made = Handoff(what, party, asker, scope.now, _day(request.POST.get("due_on", "")),
                   holds=request.POST.get("holds", "").strip())  # fmt: skip
    kept = save(scope.engagement, "handoff", made, scope.by, version=0, did="asked")
    messages.success(request, f"{kept.key} is asked of {party}.")
    return redirect("timeline.handoffs", client, migration)


@require_POST
def step(request: HttpRequest, client: str, migration: str, key: str, step: str) -> HttpResponse:
    """Say that an ask was acknowledged, delivered or accepted."""
    scope = engagement_for(request, client, migration, verb="handoff", own=True)
    stepped(scope, key, step, _seen(request))
    messages.success(request, f"{key} is {step}.")
    return redirect("timeline.handoffs", client, migration)


@require_POST
def promise(request: HttpRequest, client: str, migration: str, key: str) -> HttpResponse:
    """Keep the day on which the party says that it delivers."""
    scope = engagement_for(request, client, migration, verb="handoff", own=True)
    day = _day(request.POST.get("promised_on", ""))
    if day is None:
        raise InputError("give the day", where="promised_on", fix="Write 2026-11-17.")
    promised(scope, key, day, _seen(request))
    messages.success(request, f"{key} is promised for {day:%d %b %Y}.")
    return redirect("timeline.handoffs", client, migration)


def _seen(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def _day(text: str) -> date | None:
    try:
        return parse_date(text) if text else None
    except ValueError as error:
        raise InputError(f"{text!r} is no day", fix="Write 2026-11-17.") from error
