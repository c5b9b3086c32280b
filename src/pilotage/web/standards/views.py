"""All clients against one standard: expected and found for each check that fails."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from pilotage.coordinate.standards import Alignment
from pilotage.engine.alignment import alignments
from pilotage.store.across import read_by
from pilotage.store.standards import Version, versions
from pilotage.web.listing import Column, Row, listing
from pilotage.web.page import page
from pilotage.web.scope import person

COLUMNS = (
    Column("client", "Client", link="address"),
    Column("score", "Passed"),
    Column("check", "Check that fails"),
    Column("expected", "Expected"),
    Column("found", "Found"),
)


@require_GET
def standards(request: HttpRequest) -> HttpResponse:
    """Show who differs from the standard that ``?standard=`` names, the first by default."""
    every = versions()
    asked = request.GET.get("standard", "")
    chosen = next((each for each in every if each.standard.name == asked), None)
    chosen = chosen or next(iter(every), None)
    aligned: tuple[Alignment, ...] = ()
    if chosen:
        aligned = alignments(chosen.standard, read_by(person(request)))
    rows = [row for each in aligned for row in _rows(each)]
    empty = "No check of the standard fails." if chosen else "No standard is kept yet."
    table = listing(request, "standards", "Checks that fail", COLUMNS, rows, empty=empty)
    return page(
        request,
        "standards/standards.html",
        part="parts/listing.html",
        listing=table,
        chosen=chosen,
        versions=_of_name(every, chosen),
        names=sorted({each.standard.name for each in every}),
        aligned=[(each, each.count("failed"), each.count("not_assessed")) for each in aligned],
    )


def _of_name(every: tuple[Version, ...], chosen: Version | None) -> list[Version]:
    name = chosen.standard.name if chosen else ""
    return [each for each in every if each.standard.name == name]


def _rows(aligned: Alignment) -> list[Row]:
    client, _, migration = aligned.migration.partition("/")
    address = reverse("overview", args=(client, migration))
    return [
        {
            "client": aligned.client,
            "address": address,
            "score": aligned.score,
            "check": each.check,
            "expected": each.expected,
            "found": each.found,
        }
        for each in aligned.failed
    ]
