"""The map as a picture, with every tie of it in a table."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from pydantic import TypeAdapter

from pilotage.dependencies.picture import GROUPINGS, Picture
from pilotage.engine.dependencies import names_of
from pilotage.store.models import Run
from pilotage.store.runs import latest, sections
from pilotage.web.dependencies.drawing import drawing
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

PICTURE = TypeAdapter(Picture)
TIES = (
    Column("one", "From"),
    Column("other", "To"),
    Column("count", "Ties", "number"),
    Column("weight", "Weight", "number"),
    Column("cut", "Cut by the plan", "number"),
)
MOST_CUTS = 8
ENDS = ("dependent", "needs")
WANTED = ("dependency_map", "sign_in_coverage", "cuts", "scope")


@require_GET
def dependencies(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show the picture, by department or by wave, and how much of it is explained."""
    scope = engagement_for(request, client, migration)
    run = latest(scope.engagement, scope.at)
    kept = sections(run, WANTED)
    by = request.GET.get("by", "")
    by = by if by in GROUPINGS else GROUPINGS[0]
    maps = kept.get("dependency_map")
    shown = PICTURE.validate_python(maps[by]) if maps else Picture(by, (), (), 0)
    table = listing(
        request, "ties", "The heaviest ties of the picture", TIES, _rows(shown),
        empty="Nothing is known that ties anybody to anything. Judge again to draw the map.",
    )  # fmt: skip
    return page(
        request,
        "dependencies/map.html",
        part="parts/listing.html",
        listing=table,
        run=run,
        picture=drawing(shown),
        left_out=shown.left_out,
        by=by,
        groupings=GROUPINGS,
        units=sum((kept.get("scope") or {"kinds": {}})["kinds"].values()),
        coverage=kept.get("sign_in_coverage"),
        cuts=_named(run, (kept.get("cuts") or [])[:MOST_CUTS]),
        may=scope.may("edge_claim"),
    )


def _named(run: Run, cuts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return cuts with the names of both ends in place of their ids."""
    names = names_of(run, settings.HOME, [cut[end] for cut in cuts for end in ENDS])
    return [cut | {end: names.get(cut[end], cut[end]) for end in ENDS} for cut in cuts]


def _rows(picture: Picture) -> list[dict[str, Any]]:
    titles = {each.key: each.title for each in picture.clusters}
    return [
        {
            "one": titles.get(each.one, each.one),
            "other": titles.get(each.other, each.other),
            "count": each.count,
            "weight": each.weight,
            "cut": each.cut,
        }
        for each in picture.ties
    ]
