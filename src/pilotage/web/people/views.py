"""Who owns what, who is on duty, who is called next; departments and vendors."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from pilotage.coordinate.duties import letter
from pilotage.coordinate.impact import profile, profiles
from pilotage.coordinate.roster import hours, span, told
from pilotage.engine.people import (
    owners,
    people_by_department,
    roster_gaps,
    table_of_duties,
    windows_of,
)
from pilotage.facts.engagement import Engagement
from pilotage.facts.role import ROLES, role_title
from pilotage.store.access import Scope
from pilotage.store.agreed import agreed
from pilotage.store.items import items
from pilotage.store.runs import latest
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.people.edit import EDITED, names_of
from pilotage.web.scope import engagement_for

SHOWN = ("sponsor", "lead", "engineer", "security_lead", "helpdesk_lead", "champion", "vendor")
"""Roles that the table of duties has a column for; the receiver is told in words."""

OF_DEPARTMENTS = frozenset({"champion", "dept_head"})
"""Roles that stand in the table of departments."""

MOST_DUTIES = 12
OWNED = (
    Column("title", "What"),
    Column("kind", "Kind"),
    Column("key", "Key", wide=True),
    Column("owner", "Owner"),
    Column("state", "State", "state"),
    Column("because", "Because", wide=True),
)


@require_GET
def people(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show everybody with a role, the duties, the roster, the departments and the vendors."""
    scope = engagement_for(request, client, migration)
    terms = agreed(scope.engagement, scope.at)
    table, faults = table_of_duties(scope.engagement, scope.now, scope.at)
    waves = people_by_department(scope.engagement, scope.at)
    return page(
        request,
        "people/people.html",
        roles=[_role(role, terms) for role in ROLES if role not in OF_DEPARTMENTS],
        shown=[role_title(role) for role in SHOWN],
        duties=[(duty, [letter(duty, role) for role in SHOWN]) for duty in table],
        faults=faults,
        holes=_holes(scope),
        roster=_roster(terms, scope),
        departments=[
            {
                "profile": each,
                "address": reverse(
                    "people.department", args=(client, migration, each.department.name)
                ),
            }
            for each in profiles(terms, waves, scope.now.date())
        ],
        vendors=terms.vendor,
        edited=[
            (title, reverse("people.listed", args=(client, migration, kind)))
            for kind, title in EDITED.items()
        ],
    )


@require_GET
def department(request: HttpRequest, client: str, migration: str, name: str) -> HttpResponse:
    """Show what the move means for one department."""
    scope = engagement_for(request, client, migration)
    waves = people_by_department(scope.engagement, scope.at)
    found = profile(name, agreed(scope.engagement, scope.at), waves, scope.now.date())
    windows = windows_of(latest(scope.engagement, scope.at))
    moves = [
        (wave, count, scope.clock.span(*windows[wave]) if wave in windows else "no window yet")
        for wave, count in sorted(found.waves.items())
    ]
    key = next(
        (
            each.key
            for each in items(scope.engagement, "department", scope.at)
            if each.value.name == found.department.name
        ),
        "",
    )
    return page(
        request,
        "people/department.html",
        profile=found,
        moves=moves,
        key=key,
        may_write=scope.may("department"),
    )


@require_GET
def owners_page(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """List everything that must have an owner, orphans first."""
    scope = engagement_for(request, client, migration)
    found = owners(scope.engagement, scope.at)
    rows: list[dict[str, Any]] = [
        {**vars(each.owned), "state": each.state, "because": each.orphaned} for each in found
    ]
    table = listing(request, "owners", "Owners", OWNED, rows)
    return page(
        request,
        "people/owners.html",
        part="parts/listing.html",
        listing=table,
        orphans=[each for each in found if each.orphaned],
        mine=[
            each
            for each in found
            if each.owned.owner.casefold() in names_of(scope) and each.state == "not asked"
        ],
        people=agreed(scope.engagement, scope.at).person,
        may_write=scope.may("ownership"),
    )


def _role(role: str, terms: Engagement) -> dict[str, Any]:
    return {"role": ROLES[role], "people": terms.holders(role)}


def _holes(scope: Scope) -> list[tuple[int, str, str]]:
    """Return wave, hours and stretches that nobody covers, for each window that lies ahead."""
    found = roster_gaps(scope.engagement, scope.now, scope.at)
    return [
        (wave, f"{hours(holes):g}", told(holes, scope.clock.zone))
        for wave, holes in sorted(found.items())
        if holes
    ]


def _roster(terms: Engagement, scope: Scope) -> list[tuple[str, str, str]]:
    """Return the next stretches of the roster: when, who, and who stands in."""
    zone = scope.clock.zone
    spans = sorted(((span(duty, zone), duty) for duty in terms.duty), key=lambda pair: pair[0])
    return [
        (scope.clock.span(*when), duty.primary, duty.backup)
        for when, duty in spans
        if when[1] > scope.now
    ][:MOST_DUTIES]
