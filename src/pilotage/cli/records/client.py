"""Show a client: its migrations, and who is who."""

from __future__ import annotations

import click

from pilotage.cli.engaged import home_of
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.portfolio import portfolio
from pilotage.facts.errors import NotKnown
from pilotage.facts.role import role_title
from pilotage.store.across import all_engagements, items_of_each
from pilotage.store.records import open_records


@click.group("client")
def command() -> None:
    """Show a client: its migrations, and who is who."""


@command.command("show")
@click.argument("client")
@json_option
@click.pass_context
def show(ctx: click.Context, client: str, as_json: bool) -> None:
    """Show the migrations and the contacts of CLIENT, by its name in addresses."""
    open_records(home_of(ctx))
    every = all_engagements()
    own = [each for each in every if each.client.slug == client]
    if not own:
        known = ", ".join(sorted({each.client.slug for each in every})) or "none yet"
        raise NotKnown(f"there is no client {client}; there is: {known}")
    items = items_of_each(own, ("person",))
    people = {kept.value.name: kept.value for each in own for kept in items[each.pk]["person"]}
    lines = portfolio(own)
    if as_json:
        migrations = [{"migration": str(x.engagement), "state": x.word} for x in lines]
        print_json({"client": client, "migrations": migrations, "people": list(people.values())})
        return
    rows = [(str(each.engagement), each.word, each.stage, each.lead) for each in lines]
    print_table(own[0].client.name, ("migration", "state", "stage", "lead"), rows)
    who = [
        (each.name, ", ".join(map(role_title, each.roles)), each.address, each.phone)
        for each in people.values()
    ]
    print_table("Contacts", ("name", "roles", "address", "phone"), who)
