"""Every migration of the person, the one that needs somebody first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from pilotage.coordinate.booking import calendar
from pilotage.coordinate.causes import days_lost, lost_by_cause
from pilotage.engine import portfolio as known
from pilotage.engine.queue import ask
from pilotage.store.access import scope_of
from pilotage.store.across import allowed, now_of_all, read_by
from pilotage.store.models import Engagement
from pilotage.web.all_clients import typed_count
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import actor, person

COLUMNS = (
    Column("client", "Client", link="address"),
    Column("kind", "Type", wide=True),
    Column("word", "State", "state"),
    Column("why", "Why", "folded"),
    Column("stage", "Stage", wide=True),
    Column("next_at", "Next window", "moment"),
    Column("on_time", "On time"),
    Column("passed", "Passed", "number", wide=True),
    Column("failed", "Failed", "number", wide=True),
    Column("unknown", "Unknown", "number", wide=True),
    Column("lead", "Lead", wide=True),
)
DAYS = 14
NAMED = 3
MOST_PEOPLE = 12


@require_GET
def portfolio(request: HttpRequest) -> HttpResponse:
    """Show each migration with its state and why, who is booked, and where the days went."""
    engagements = read_by(person(request))
    now, lines = now_of_all(engagements), known.portfolio(engagements)
    booked, changes = known.all_bookings(engagements), known.date_changes(engagements)
    caption = "Active migrations, most urgent first"
    table = listing(request, "portfolio", caption, COLUMNS, [_row(line) for line in lines])
    lost = lost_by_cause(changes)
    return page(
        request,
        "portfolio/portfolio.html",
        listing=table,
        tiles=_tiles(lines, now),
        people=list(calendar(booked, now.date(), DAYS).items())[:MOST_PEOPLE],
        lost=[(each, round(each.days / lost[0].days * 100)) for each in lost],
        days_lost=days_lost(changes),
        now=now,
        judged=len(allowed(person(request), engagements, "run")),
        beginning=_beginning(allowed(person(request), engagements, "migration")),
    )


@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """Ask for every migration that the person may run to be judged anew, once it was counted."""
    user = person(request)
    engagements = allowed(user, read_by(user), "run")
    typed_count(request, len(engagements))
    for each in engagements:
        key = (each.client.slug, each.slug)
        ask(scope_of(user, *key, source=actor(request).source), "judge")
    messages.success(request, f"{len(engagements)} migrations will be judged anew.")
    return redirect("portfolio")


def _beginning(engagements: Iterable[Engagement]) -> list[tuple[str, str]]:
    """Return name and slug of the client of each migration, each once."""
    return sorted({(each.client.name, each.client.slug) for each in engagements})


def _row(line: known.Line) -> dict[str, Any]:
    key = (line.engagement.client.slug, line.engagement.slug)
    return {
        "client": line.engagement.client.name,
        "name": line.engagement.name,
        "address": reverse("overview", args=key),
        "kind": line.engagement.kind.replace("-", " "),
        "word": line.word,
        "why": " ".join(line.reasons[:1]) or "Nothing was judged yet.",
        "stage": line.stage,
        "wave": f"Wave {line.wave} of {line.waves}" if line.next_at else "",
        "next_at": line.next_at,
        "on_time": "not known" if line.on_time is None else f"{line.on_time:.0%}",
        "passed": line.passed,
        "failed": line.failed,
        "unknown": line.unknown,
        "lead": line.lead,
    }


def _tiles(lines: tuple[known.Line, ...], now: Any) -> list[tuple[str, str, str]]:
    """Return title, number and explanation of each number at the top."""
    asked = [line for line in lines if line.asked]
    soon = [line for line in lines if line.soon(now)]
    off = [line for line in lines if line.word != known.WORDS[-1].value]
    unseen = sum(line.unknown for line in lines)
    return [
        ("Decisions due or late", str(sum(line.asked for line in asked)), _names(asked)),
        ("Cutovers in the next 72 h", str(len(soon)), _names(soon)),
        ("Not on track", str(len(off)), f"of {len(lines)} migrations"),
        ("Evidence we cannot see", f"{unseen} findings", _names([x for x in lines if x.unknown])),
    ]


def _names(lines: list[known.Line]) -> str:
    names = [line.engagement.client.name for line in lines]
    return ", ".join(names[:NAMED]) + (
        f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    )
