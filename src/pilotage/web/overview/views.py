"""The page of a migration that a sponsor reads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from pilotage.store import runs
from pilotage.web.page import page
from pilotage.web.scope import engagement_for


@require_GET
def overview(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show the state with its reasons."""
    scope = engagement_for(request, client, migration)
    run = runs.latest(scope.engagement, scope.at)
    return page(request, "overview/overview.html", run=run, verdict=runs.section(run, "verdict"))
