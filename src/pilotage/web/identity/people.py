"""Who becomes whom, what is in conflict, and what changes about signing in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from pilotage.engine.identity import sign_in_changes_of
from pilotage.store.frames import Rows, frame
from pilotage.store.runs import latest, section
from pilotage.web.listing import Column, listing, queried
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

MAP = (
    Column("name", "Person"),
    Column("department", "Department", wide=True),
    Column("wave", "Wave", "number"),
    Column("before", "Sign-in name now"),
    Column("after", "Sign-in name afterwards"),
    Column("state", "Account in the target"),
    Column("rule", "Matched by", wide=True),
)
CONFLICTS = (
    Column("kind", "Conflict"),
    Column("who", "Account"),
    Column("what", "Value"),
    Column("side", "Where", wide=True),
    Column("check", "Check", wide=True),
)
CHANGES = (
    Column("name", "Application"),
    Column("single_sign_on", "Sign-on"),
    Column("wave", "Wave", "number"),
    Column("people", "People", "number"),
    Column("certificate_ends_at", "Certificate ends", "moment", wide=True),
)


@require_GET
def map_(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show who becomes whom."""
    scope = engagement_for(request, client, migration)
    run = latest(scope.engagement, scope.at)
    rows = Rows(frame(run, settings.HOME, "identity_map"))
    empty = "Nobody is on the map: the identity map or one of the tenants was not read."
    table = queried(
        request, "identity-map", "Who becomes whom", MAP, rows, search=Rows.matching, empty=empty
    )
    return page(
        request,
        "identity/map.html",
        part="parts/listing.html",
        here="identity.map",
        title="Identity map",
        listing=table,
        run=run,
        unknown=sign_in_changes_of(scope.engagement, scope.at).names_unknown,
        conflicts=section(run, "identity_conflicts"),
    )


@require_GET
def conflicts(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show what stands in the way of the map, row by row."""
    scope = engagement_for(request, client, migration)
    run = latest(scope.engagement, scope.at)
    rows = Rows(frame(run, settings.HOME, "identity_conflicts"))
    table = queried(
        request, "conflicts", "Conflicts", CONFLICTS, rows, search=Rows.matching,
        empty="No conflict was found.",
    )  # fmt: skip
    return page(
        request,
        "identity/map.html",
        part="parts/listing.html",
        here="identity.conflicts",
        title="Conflicts of identities",
        listing=table,
        run=run,
        unknown="",
        conflicts=section(run, "identity_conflicts"),
    )


@require_GET
def changes(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show how many sign-in names change, and which applications get another sign-on."""
    scope = engagement_for(request, client, migration)
    found = sign_in_changes_of(scope.engagement, scope.at)
    rows = [vars(each) for each in found.applications]
    table = listing(
        request, "sign-on", "Applications that get another sign-on", CHANGES, rows,
        empty="No application signs people on through the source.",
    )  # fmt: skip
    return page(
        request,
        "identity/changes.html",
        part="parts/listing.html",
        here="identity.changes",
        listing=table,
        found=found,
        run=latest(scope.engagement, scope.at),
    )
