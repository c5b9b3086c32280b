"""Every file that was handed in, handing one in, and taking one away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from pilotage.facts.errors import InputError
from pilotage.store.evidence import CHECK, About
from pilotage.web.evidence.own import given_out, handed_in, own_files
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

COLUMNS = (
    Column("name", "File", link="address"),
    Column("kind", "About"),
    Column("key", "Which"),
    Column("size_bytes", "Bytes", "number"),
    Column("handed_in_by", "By"),
    Column("handed_in_at", "When", "moment"),
    Column("digest", "SHA-256", wide=True),
)


@require_GET
def evidence(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """List every file; a vendor sees its own."""
    scope = engagement_for(request, client, migration, own=True)
    named = [each.key for each in COLUMNS]
    rows = [
        {name: getattr(each, name) for name in named}
        | {"address": reverse("evidence.file", args=(client, migration, each.pk))}
        for each in own_files(scope)
    ]
    empty = "Nobody handed in a file yet. Hand one in where it belongs: at a check or a hand-off."
    table = listing(request, "evidence", "Files handed in", COLUMNS, rows, empty=empty)
    return page(request, "evidence/evidence.html", part="parts/listing.html", listing=table)


@require_POST
def add(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Keep a file about a check or an item."""
    scope = engagement_for(request, client, migration, verb="evidence", own=True)
    file = request.FILES.get("file")
    if file is None:
        raise InputError("choose a file", where="file")
    about = About(request.POST.get("kind", ""), request.POST.get("key", ""))
    kept = handed_in(scope, file, about)
    messages.success(request, f"{kept.name} is kept. SHA-256 {kept.digest}.")
    if about.kind == CHECK and scope.reads_all:
        return redirect("readiness.check", client, migration, about.key)
    if about.kind == "handoff":
        return redirect("timeline.handoffs", client, migration)
    return redirect("evidence", client, migration)


@require_GET
def download(request: HttpRequest, client: str, migration: str, number: int) -> HttpResponse:
    """Hand out one file."""
    return given_out(engagement_for(request, client, migration, own=True), number)
