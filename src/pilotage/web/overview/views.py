"""The page of a migration that a sponsor reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_GET

from pilotage.assess.exposure import lever_states, top_risk
from pilotage.engine import summary
from pilotage.engine.status import Standing, holder, standing
from pilotage.facts.errors import NotKnown
from pilotage.facts.stage import Stage
from pilotage.handover.one_page import OnePage, as_html, as_pdf
from pilotage.store.access import Scope
from pilotage.store.items import values
from pilotage.web.overview import panels
from pilotage.web.overview.since import changes
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

STYLES = ("pilotage/tokens.css", "pilotage/app.css")
SHAPES = {"On track": "ok", "At risk": "watch", "Off track": "bad", "Unknown": "unk"}


@require_GET
def overview(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show whether it is on time, how sure that is, why, and what is wanted from the reader."""
    scope = engagement_for(request, client, migration)
    try:
        found = standing(scope.engagement, scope.now, scope.at)
    except NotKnown as error:
        return page(request, "overview/draft.html", says=str(error), stage=_stage(scope))
    return page(request, "overview/overview.html", **_said(scope, found))


def _said(scope: Scope, found: Standing) -> dict[str, Any]:
    """Return what the page shows."""
    start = panels.since(scope)
    until = scope.at or timezone.now()
    waited = summary.waited_for(found, scope.now)
    impact = summary.impact(found)
    risks = panels.risks(found)
    scoped = list(values(scope.engagement, "scope_change", scope.at))
    approved = sum(each.state == "approved" for each in scoped)
    return {
        "found": found, "run": found.run, "verdict": found.status,
        "outlook": summary.outlook(found),
        "shape": SHAPES[found.status.state.value], "stage": _stage(scope),
        "sponsor": holder(found.agreed, "sponsor"), "lead": holder(found.agreed, "lead"),
        "drawing": panels.timeline(scope, found),
        "decisions": panels.decisions(scope, found)[: summary.MOST],
        "counts": list(summary.scope_counts(found)),
        "moved_says": summary.moved(found, scope.now),
        "asked_says": f"{approved} of {len(scoped)} approved",
        "today": scope.clock.local(scope.now).date(),
        "waited": waited[: summary.MOST], "more_waited": max(0, len(waited) - summary.MOST),
        "impact": impact[: summary.MOST], "more_impact": max(0, len(impact) - summary.MOST),
        "risks": risks[:3], "every_risk": found.risks, "top": top_risk(found.risks),
        "levers": lever_states(found.signals),
        "since": start, "changes": changes(scope.engagement, found.run, start, until),
    }  # fmt: skip


def _stage(scope: Scope) -> str:
    return Stage(scope.engagement.stage).title


@require_GET
def one_page(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show scope, timeline, dependencies and business impact on one page of paper."""
    scope = engagement_for(request, client, migration)
    return HttpResponse(as_html(_one_page(scope), map(static, STYLES)))


@require_GET
def pdf(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Return the same page as a PDF."""
    scope = engagement_for(request, client, migration)
    response = HttpResponse(as_pdf(_one_page(scope), scope.now), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{migration}.pdf"'
    return response


def _one_page(scope: Scope) -> OnePage:
    found = standing(scope.engagement, scope.now, scope.at)
    return summary.one_page(scope.engagement.name, found, scope.now)
