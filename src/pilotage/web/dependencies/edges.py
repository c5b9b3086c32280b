"""Single dependencies: the list, one unit explained, one edge, and what people say about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import polars as pl
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from pilotage.engine.dependencies import edges_of, open_edges, seen_at, unit_named
from pilotage.facts.edge_claim import CLAIM_DAYS, EdgeClaim, edge_key
from pilotage.facts.errors import InputError, NotKnown
from pilotage.store.access import Scope
from pilotage.store.frames import Rows
from pilotage.store.items import items, save
from pilotage.store.models import Run
from pilotage.store.runs import latest
from pilotage.web.listing import Column, queried
from pilotage.web.page import page
from pilotage.web.readiness.changes import text, until, version
from pilotage.web.scope import engagement_for

COLUMNS = (
    Column("from", "From"),
    Column("to", "Needs", link="address"),
    Column("weight", "Weight", "number"),
    Column("source", "Source"),
    Column("known", "Known", "known", wide=True),
    Column("owner", "Owner"),
    Column("state", "Confirmed", "state"),
    Column("breaks", "Cut", "state"),
    Column("because", "Because", wide=True),
)
ONLY = {"unowned": "Without owner", "unconfirmed": "Not confirmed", "cut": "Cut by the plan"}


class Linked(Rows):
    """Rows of dependencies, each with the address of its own page."""

    def __init__(self, frame: pl.LazyFrame, base: str) -> None:
        super().__init__(frame)
        self.base = base

    def order_by(self, by: str) -> Linked:
        """Return the rows sorted by a column."""
        by = by.replace("breaks", "cut")
        return Linked(super().order_by(by).frame, self.base)

    def matching(self, text: str) -> Linked:
        """Return the rows that have a text in one of their columns."""
        return Linked(super().matching(text).frame, self.base)

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        return [self._linked(row) for row in super().__getitem__(part)]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(self._linked, super().__iter__())

    def _linked(self, row: dict[str, Any]) -> dict[str, Any]:
        ends = urlencode({"dependent": row["dependent"], "needs": row["needs"]})
        breaks = "cut" if row["cut"] else "kept"
        return row | {"address": f"{self.base}?{ends}", "breaks": breaks}


@require_GET
def list_(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show every dependency, or those that are open in one way."""
    scope = engagement_for(request, client, migration)
    run, found = _edges(scope)
    only = request.GET.get("only", "")
    found = open_edges(found, unowned=only == "unowned", unconfirmed=only == "unconfirmed")
    found = found.filter("cut") if only == "cut" else found
    table = queried(
        request, "dependencies", "Dependencies", COLUMNS, _linked(scope, found),
        search=Linked.matching, empty="There is none.",
    )  # fmt: skip
    return page(
        request,
        "dependencies/list.html",
        part="parts/listing.html",
        listing=table,
        run=run,
        only=only,
        choices=ONLY,
    )


@require_GET
def unit(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Explain one unit: what it needs, what needs it, what the plan cuts."""
    scope = engagement_for(request, client, migration)
    run, found = _edges(scope)
    known = unit_named(run, settings.HOME, request.GET.get("unit", ""))
    touches = (pl.col("dependent") == known.unit) | (pl.col("needs") == known.unit)
    mine = found.filter(touches)
    table = queried(
        request, "ties", f"What hangs on {known.name}", COLUMNS, _linked(scope, mine),
        search=Linked.matching, empty="Nothing hangs on it as far as is known.",
    )  # fmt: skip
    needs = pl.col("dependent") == known.unit
    counts = mine.select(
        needs=needs.sum(),
        needed=(~needs).sum(),
        cut=pl.col("cut").sum(),
        wave=pl.when(needs).then("first").otherwise("second").max(),
        impacts=pl.col("impact").drop_nulls().unique().sort().implode(),
        owners=pl.col("owner").filter(pl.col("owner") != "").unique().sort().implode(),
    ).collect()
    return page(
        request,
        "dependencies/unit.html",
        part="parts/listing.html",
        listing=table,
        run=run,
        unit=known,
        told=counts.row(0, named=True),
    )


@require_GET
def edge(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show one dependency with everything that is known of it, and ask for a claim."""
    scope = engagement_for(request, client, migration)
    run, found = _edges(scope)
    one, other = request.GET.get("dependent", ""), request.GET.get("needs", "")
    rows = found.filter(pl.col("dependent") == one, pl.col("needs") == other).collect().to_dicts()
    if not rows:
        raise NotKnown("there is no such dependency in this run")
    key = edge_key(one, other)
    kept = [each for each in items(scope.engagement, "edge_claim", scope.at) if each.key == key]
    today = scope.now.date()
    seen = seen_at(run, rows[0])
    return page(
        request,
        "dependencies/edge.html",
        run=run,
        rows=rows,
        edge=rows[0],
        claim=kept[0] if kept else None,
        seen=datetime.fromisoformat(seen) if seen else None,
        today=today,
        last=today + timedelta(days=CLAIM_DAYS),
        may=scope.may("edge_claim"),
    )


@require_POST
def claim(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Keep what a person says about a dependency."""
    scope = engagement_for(request, client, migration, verb="edge_claim")
    one, other = text(request, "dependent"), text(request, "needs")
    run = latest(scope.engagement)
    unit_named(run, settings.HOME, one)
    unit_named(run, settings.HOME, other)
    today = scope.now.date()
    value = EdgeClaim(
        one,
        other,
        text(request, "who"),
        today,
        until(request, today, CLAIM_DAYS),
        _verdict(request),
        text(request, "owner", needed=False),
        text(request, "plan", needed=False),
        text(request, "impact", needed=False),
    )
    save(
        scope.engagement, "edge_claim", value, scope.by, key=edge_key(one, other),
        version=version(request), did=value.verdict or "claimed",
    )  # fmt: skip
    messages.success(request, f"Kept until {value.expires_on:%d %b %Y}.")
    answer = redirect("dependencies.edge", client, migration)
    answer["Location"] += "?" + urlencode({"dependent": one, "needs": other})
    return answer


def _verdict(request: HttpRequest) -> Any:
    found = request.POST.get("verdict", "")
    if found not in ("", "confirms", "denies"):
        raise InputError(f"there is no verdict {found}", where="verdict")
    return found


def _edges(scope: Scope) -> tuple[Run, pl.LazyFrame]:
    run = latest(scope.engagement, scope.at)
    return run, edges_of(run, settings.HOME, scope.engagement, scope.now.date(), scope.at)


def _linked(scope: Scope, edges: pl.LazyFrame) -> Linked:
    key = (scope.engagement.client.slug, scope.engagement.slug)
    return Linked(edges, reverse("dependencies.edge", args=key))
