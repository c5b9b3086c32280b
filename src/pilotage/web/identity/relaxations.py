"""The register of temporary relaxations, beside what the tenants really leave open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from pilotage.assess.relaxed import ALARMS, CLOSED
from pilotage.engine.identity import relaxations_of
from pilotage.facts.errors import InputError
from pilotage.facts.relaxation import KINDS, Relaxation
from pilotage.store.items import item, items, save
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.readiness.changes import text, until, version
from pilotage.web.scope import engagement_for

MOST_DAYS = 90
"""A relaxation is registered for so many days at most."""

COLUMNS = (
    Column("what", "What is open"),
    Column("state", "State", "state"),
    Column("who", "Owner"),
    Column("ends", "Ends", "day"),
    Column("present", "In a tenant"),
    Column("kind", "Kind", wide=True),
    Column("why", "Why", wide=True),
    Column("key", "Entry", wide=True),
)
PRESENT = {True: "found", False: "not found", None: "unknown"}


@require_GET
def relaxations(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show every relaxation, those that somebody must act on first."""
    scope = engagement_for(request, client, migration)
    found = relaxations_of(scope.engagement, scope.now.date(), scope.at)
    rows = [vars(each) | {"present": PRESENT[each.present]} for each in found.rows]
    table = listing(
        request, "relaxations", "Temporary relaxations", COLUMNS, rows,
        empty="Nothing is open that should not be.",
    )  # fmt: skip
    register = [
        each
        for each in items(scope.engagement, "relaxation", scope.at)
        if each.value.closed_on is None
    ]
    today = scope.now.date()
    return page(
        request,
        "identity/relaxations.html",
        part="parts/listing.html",
        here="identity.relaxations",
        listing=table,
        alarms=sum(each.state in ALARMS for each in found.rows),
        open=sum(each.state != CLOSED for each in found.rows),
        unread=found.unknown,
        register=register,
        kinds=KINDS,
        today=today,
        last=today + timedelta(days=MOST_DAYS),
        may=scope.may("relaxation"),
    )


@require_POST
def add(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Register a relaxation."""
    scope = engagement_for(request, client, migration, verb="relaxation")
    today = scope.now.date()
    kind = text(request, "kind")
    if kind not in KINDS:
        raise InputError(f"there is no kind {kind}", where="kind")
    objects = text(request, "objects", needed=False).replace(",", "\n").splitlines()
    value = Relaxation(
        text(request, "what"),
        text(request, "who"),
        text(request, "why"),
        today,
        until(request, today, MOST_DAYS),
        tuple(filter(None, map(str.strip, objects))),
        kind,
    )
    kept = save(scope.engagement, "relaxation", value, scope.by, version=0)
    messages.success(request, f"{kept.key} is registered until {value.ends:%d %b %Y}.")
    return redirect("identity.relaxations", client, migration)


@require_POST
def close(request: HttpRequest, client: str, migration: str, key: str) -> HttpResponse:
    """Say that a relaxation was taken back; the next reading shows whether that is so."""
    scope = engagement_for(request, client, migration, verb="relaxation")
    closed = replace(item(scope.engagement, "relaxation", key).value, closed_on=scope.now.date())
    save(
        scope.engagement, "relaxation", closed, scope.by, key=key, version=version(request),
        did="closed",
    )  # fmt: skip
    messages.success(request, f"{key} is closed; the next reading shows whether it is gone.")
    return redirect("identity.relaxations", client, migration)
