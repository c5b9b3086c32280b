"""Disruption and coordination side by side; each number with n, interval and sources."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from pilotage.engine.measuring import coordination_of, disruption_of
from pilotage.engine.status import standing, wave_name
from pilotage.web.page import page
from pilotage.web.scope import engagement_for


@require_GET
def outcomes(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show the time that people lost beside how fast the parties answered."""
    scope = engagement_for(request, client, migration)
    found = standing(scope.engagement, scope.now, scope.at)
    disruption = [
        (wave_name(each).removeprefix("the ").capitalize(),
         disruption_of(scope.engagement, found, each["number"], scope.at))
        for each in found.waves
    ]  # fmt: skip
    return page(
        request, "outcomes/outcomes.html", disruption=disruption,
        coordination=coordination_of(found), targets=found.agreed.migration.targets,
        outcomes=found.agreed.migration.outcomes,
    )  # fmt: skip
