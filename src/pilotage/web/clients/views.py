"""One client: its migrations, and who is who."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from pilotage.engine.portfolio import portfolio
from pilotage.facts.access import may
from pilotage.facts.role import role_title
from pilotage.store.access import client_roles
from pilotage.store.across import items_of_each, read_by
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import client_for, person

COLUMNS = (
    Column("name", "Name"),
    Column("roles", "Roles", "chips"),
    Column("address", "Address"),
    Column("phone", "Phone"),
    Column("accepted_on", "Accepted", "day", wide=True),
)


@require_GET
def client(request: HttpRequest, client: str) -> HttpResponse:
    """Show the migrations that the person reads at a client, and the people of them."""
    found, user = client_for(request, client), person(request)
    own = [each for each in read_by(user) if each.client_id == found.pk]
    if not own and not user.owner:
        raise Http404(f"there is no such page of {client}")
    items = items_of_each(own, ("person",))
    people = {kept.value.name: kept.value for each in own for kept in items[each.pk]["person"]}
    rows = [
        {
            "name": each.name,
            "roles": [role_title(role) for role in each.roles],
            "address": each.address,
            "phone": each.phone,
            "accepted_on": each.accepted_on,
        }
        for each in people.values()
    ]
    table = listing(request, "contacts", "Contacts", COLUMNS, rows)
    return page(
        request,
        "clients/client.html",
        part="parts/listing.html",
        client=found,
        lines=portfolio(own),
        may_begin=may(client_roles(user, found), "migration"),
        listing=table,
    )
