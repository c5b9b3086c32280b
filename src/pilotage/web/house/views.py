"""Settings: the person's own clock, keys and tokens, and the roles that the person gives."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from pilotage.facts.errors import InputError
from pilotage.facts.role import ROLES, role_title
from pilotage.store import links, tokens
from pilotage.store.access import clients_of
from pilotage.store.memberships import own, places_of, prefer
from pilotage.web.house.roles import given
from pilotage.web.page import page
from pilotage.web.scope import actor, client_for, person

USUAL_DAYS = 30


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """Show what a person can set: for itself, and for the clients where it gives roles."""
    user, now = person(request), timezone.now()
    places = places_of(user)
    return page(
        request,
        "house/settings.html",
        part="parts/listing.html",
        listing=given(request) if places else None,
        places=list(places),
        roles=ROLES.values(),
        own=[(role_title(each.role), each.engagement or each.client) for each in own(user)],
        clients=clients_of(user),
        tokens=[
            (each, "active" if each.expires_at > now else "expired")
            for each in tokens.standing(user).select_related("client")
        ],
        zones=sorted(available_timezones()),
        usual_days=USUAL_DAYS,
        most_days=tokens.MOST_DAYS,
        most_link_days=links.MOST_DAYS,
    )


@require_POST
def keep_own(request: HttpRequest) -> HttpResponse:
    """Keep the person's own time zone, and whether letters move through the pages."""
    asked = request.POST
    zone = asked.get("time_zone", "").strip()
    prefer(person(request), actor(request), time_zone=zone, shortcuts="shortcuts" in asked)
    messages.success(request, "Your settings are kept.")
    return redirect("settings")


@never_cache
@require_POST
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a token of the person, and show it this once."""
    asked = request.POST
    days = asked.get("days", "")
    if days not in map(str, range(1, tokens.MOST_DAYS + 1)):
        raise InputError(f"a token lives for 1 to {tokens.MOST_DAYS} days", where="days")
    narrow = asked.get("client", "")
    made, text = tokens.add_token(
        person(request),
        asked.get("name", "").strip()[:100],
        [word.strip() for word in asked.get("scopes", "").split(",") if word.strip()],
        actor(request),
        days=int(days),
        client=client_for(request, narrow) if narrow else None,
    )
    return page(request, "house/token.html", token=made, text=text)


@require_POST
def revoke_token(request: HttpRequest) -> HttpResponse:
    """End one of the person's own tokens at once."""
    name = request.POST.get("name", "")
    tokens.revoke(person(request), name, actor(request))
    messages.success(request, f"The token {name} counts no more.")
    return redirect("settings")
