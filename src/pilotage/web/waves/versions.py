"""Every plan that there was, and who is in another wave in one than in another."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from pilotage.facts.errors import NotKnown
from pilotage.store import members, runs
from pilotage.store.access import Scope
from pilotage.store.models import Run
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

COLUMNS = (
    Column("name", "Who or what"),
    Column("kind", "Kind", wide=True),
    Column("was", "Wave before", "number"),
    Column("now", "Wave after", "number"),
)


@require_GET
def show(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """List the plans, and compare two of them."""
    scope = engagement_for(request, client, migration)
    known = runs.planned(scope.engagement, scope.at)
    then = _chosen(scope, request.GET.get("then", ""), known[0]["number"] if known else 0)
    first = _chosen(scope, request.GET.get("first", ""), _before(known, then))
    moved = members.moved_between(first, then) if first and then else []
    caption = (
        f"In another wave in plan {then.number} than in plan {first.number}"
        if (first and then)
        else "Nothing to compare yet"
    )
    return page(
        request,
        "waves/versions.html",
        versions=known,
        first=first,
        then=then,
        listing=listing(
            request, "moved", caption, COLUMNS, moved, empty="Nobody is in another wave."
        ),
    )


def _chosen(scope: Scope, asked: str, usual: int) -> Run | None:
    if not asked and not usual:
        return None
    if run := runs.numbered(scope.engagement, asked or str(usual)):
        return run
    raise NotKnown(f"there is no plan {asked}")


def _before(known: list[dict[str, object]], then: Run | None) -> int:
    numbers = [int(str(each["number"])) for each in known]
    earlier = [number for number in numbers if then and number < then.number]
    return max(earlier, default=numbers[-1] if numbers else 0)
