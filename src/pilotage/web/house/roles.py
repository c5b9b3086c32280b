"""Who has which role: give one, look at one, take one away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from pilotage.facts.role import role_title
from pilotage.store.clients import take_role
from pilotage.store.memberships import given_at, invite, place_named
from pilotage.store.models import Membership
from pilotage.web.listing import Column, Listing, listing
from pilotage.web.page import page
from pilotage.web.scope import actor, person

COLUMNS = (
    Column("who", "Person", link="address"),
    Column("email", "Signs in as", wide=True),
    Column("role", "Role"),
    Column("at", "Where"),
    Column("company", "Company", wide=True),
)


def given(request: HttpRequest) -> Listing:
    """Return the roles at the clients where the person gives roles."""
    rows = [
        {
            "who": str(each.user),
            "email": each.user.email,
            "role": role_title(each.role),
            "at": str(each.engagement or each.client),
            "company": each.vendor,
            "address": reverse("settings.role", args=(each.pk,)),
        }
        for each in given_at(person(request))
    ]
    return listing(request, "roles", "Roles given", COLUMNS, rows)


@require_GET
def role(request: HttpRequest, number: int) -> HttpResponse:
    """Show one role of one person, and what taking it away means."""
    found = _given(request, number)
    return page(
        request,
        "house/role.html",
        member=found,
        role=role_title(found.role),
        at=found.engagement or found.client,
    )


@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Give somebody a role; who has no account yet is invited."""
    asked = {name: str(value).strip() for name, value in request.POST.items()}
    at = place_named(person(request), asked.get("at", ""))
    made = invite(
        asked.get("email", ""),
        asked.get("role", ""),
        actor(request),
        at=at,
        name=asked.get("name", ""),
        vendor=asked.get("vendor", ""),
    )
    messages.success(request, f"{made.user.email} is {role_title(made.role)} at {at}.")
    return redirect("settings")


@require_POST
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Take a role away; from the next request on the person has it no more."""
    found = _given(request, number)
    at, title = found.engagement or found.client, role_title(found.role)
    take_role(found, actor(request))
    messages.success(request, f"{found.user.email} is {title} at {at} no more.")
    return redirect("settings")


def _given(request: HttpRequest, number: int) -> Membership:
    """Return a role that the person may take away.

    Raises:
        Http404: there is none, or it counts where the person gives no roles.
    """
    if found := given_at(person(request)).filter(pk=number).first():
        return found
    raise Http404("there is no such role")
