"""Every engagement of the person, the worst first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from pilotage.store.access import engagements_of
from pilotage.store.runs import newest_of_each
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import person

COLUMNS = (
    Column("name", "Migration", link="address"),
    Column("client", "Client"),
    Column("word", "State", "state"),
)


@require_GET
def portfolio(request: HttpRequest) -> HttpResponse:
    """Show each engagement with its state."""
    engagements = list(engagements_of(person(request)))
    runs = newest_of_each(engagements)
    rows = [
        {
            "name": each.name,
            "client": each.client.name,
            "word": runs[each.pk].word if each.pk in runs else "Unknown",
            "address": reverse("overview", args=(each.client.slug, each.slug)),
        }
        for each in engagements
    ]
    table = listing(request, "portfolio", "Migrations", COLUMNS, rows)
    return page(request, "portfolio/portfolio.html", part="parts/listing.html", listing=table)
