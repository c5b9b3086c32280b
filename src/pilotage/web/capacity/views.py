"""Who is booked where, and who is wanted by two clients at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from pilotage.coordinate.booking import calendar, clashes
from pilotage.engine.portfolio import all_bookings
from pilotage.store.across import now_of_all, read_by
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import person

COLUMNS = (
    Column("person", "Person"),
    Column("starts", "From", "moment"),
    Column("one", "Client"),
    Column("other", "And client"),
)
DAYS = 14


@require_GET
def capacity(request: HttpRequest) -> HttpResponse:
    """Show the days of everybody who is booked, over the clients that the person may see."""
    engagements = read_by(person(request))
    now, booked = now_of_all(engagements), all_bookings(engagements)
    rows = [
        {
            "person": each.person,
            "starts": each.starts,
            "one": f"{each.one.client}, {each.one.what}",
            "other": f"{each.other.client}, {each.other.what}",
        }
        for each in clashes(booked)
        if each.other.ends > now
    ]
    empty = "Nobody is wanted by two clients at the same time."
    table = listing(request, "twice", "Wanted by two clients at once", COLUMNS, rows, empty=empty)
    people = list(calendar(booked, now.date(), DAYS).items())
    return page(request, "capacity/capacity.html", listing=table, people=people, now=now,
                part="parts/listing.html")  # fmt: skip
