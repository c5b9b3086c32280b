"""The day of the person who is signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from pilotage.store.access import engagements_of
from pilotage.web.page import page
from pilotage.web.scope import person


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show the person's engagements."""
    return page(request, "today/today.html", engagements=engagements_of(person(request)))
