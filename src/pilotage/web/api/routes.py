"""The API: one router per theme, one way to answer errors, and its own description."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI

from pilotage.web.api import (
    computed,
    decided,
    evidence,
    gates,
    handoffs,
    jobs,
    migrations,
    recorded,
    waves,
)
from pilotage.web.api.answers import tell_errors
from pilotage.web.api.caller import Token

MIGRATION = "/clients/{client}/migrations/{migration}"

api = NinjaAPI(
    title="Pilotage",
    version="1",
    description="Everything that a page shows or does, for scripts, under the same rules.",
    auth=Token(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
tell_errors(api)
api.add_router("", migrations.router)
for _theme in (computed, gates, decided, waves, handoffs, evidence, jobs, recorded):
    api.add_router(MIGRATION, _theme.router)


@api.get("/openapi.json", include_in_schema=False)
def description(request: HttpRequest) -> dict[str, Any]:
    """Describe every address of the API."""
    return dict(api.get_openapi_schema())
