"""Roles: who is what at which client."""

from __future__ import annotations

import click

from pilotage.cli.engaged import actor, home_of
from pilotage.cli.main import MIGRATION
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.facts.access import WRITES
from pilotage.store.clients import engagement_named, give_role, take_role
from pilotage.store.models import Client, Engagement
from pilotage.store.records import open_records
from pilotage.store.users import client_named, members_of, user_named

ROLE = click.Choice(sorted(set(WRITES) - {"owner"}))
_everywhere = click.option("--client", default="", help="For all migrations of this client.")


@click.group("member")
def command() -> None:
    """Roles: who is what at which client."""


@command.command("add")
@click.argument("email")
@click.argument("role", type=ROLE)
@_everywhere
@click.option("--vendor", default="", help="Company of a vendor.")
@json_option
@click.pass_context
def add(ctx: click.Context, email: str, role: str, client: str, vendor: str, as_json: bool) -> None:
    """Give EMAIL a role in the migration, or with --client in all of a client."""
    open_records(home_of(ctx))
    at = _place(ctx, client)
    give_role(user_named(email), role, actor(), at=at, vendor=vendor)
    if as_json:
        print_json({"email": email, "role": role, "at": str(at)})
    else:
        click.echo(f"{email} is {role} at {at}.")


@command.command("remove")
@click.argument("email")
@click.argument("role", type=ROLE)
@_everywhere
@click.pass_context
def remove(ctx: click.Context, email: str, role: str, client: str) -> None:
    """Take a role away from EMAIL; it counts from the next request on."""
    open_records(home_of(ctx))
    at = _place(ctx, client)
    for each in members_of(at).filter(user=user_named(email), role=role):
        take_role(each, actor())
    click.echo(f"{email} is {role} at {at} no more.")


@command.command("list")
@_everywhere
@json_option
@click.pass_context
def listed(ctx: click.Context, client: str, as_json: bool) -> None:
    """List who has which role."""
    open_records(home_of(ctx))
    names = ("user__email", "user__name", "role", "vendor")
    rows = list(members_of(_place(ctx, client)).values(*names))
    if as_json:
        print_json({"members": rows})
    else:
        cells = [tuple(row[name] for name in names) for row in rows]
        print_table("Members", ("email", "name", "role", "vendor"), cells)


def _place(ctx: click.Context, client: str) -> Client | Engagement:
    return client_named(client) if client else engagement_named(ctx.meta[MIGRATION])
