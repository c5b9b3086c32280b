"""Personal links for people without an account: give one, list them, take one back."""

from __future__ import annotations

import os

import click

from pilotage.cli.engaged import actor, engaged
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.store import links

PLACES = {"vendor": "x", "decision": "d"}


@click.group("link")
def command() -> None:
    """Personal links for people without an account: give one, list them, take one back."""


@command.command("add")
@click.argument("kind", type=click.Choice(links.KINDS))
@click.argument("key")
@click.argument("person")
@click.option("--days", type=int, default=14, show_default=True, help="How long it counts.")
@json_option
@click.pass_context
def add(ctx: click.Context, kind: str, key: str, person: str, days: int, as_json: bool) -> None:
    """Make a link for PERSON to the vendor or decision KEY; it is printed once."""
    link, token = links.add_link(engaged(ctx), (kind, key), person, actor(), days=days)
    path = f"{os.environ.get('PILOTAGE_ADDRESS', '')}/{PLACES[kind]}/{token}"
    if as_json:
        print_json({"number": link.pk, "path": path, "expires_at": link.expires_at})
    else:
        click.echo(path)


@command.command("list")
@json_option
@click.pass_context
def listed(ctx: click.Context, as_json: bool) -> None:
    """List the links that were not taken back."""
    names = ("id", "kind", "key", "person", "expires_at")
    rows = list(links.standing(engaged(ctx)).values(*names))
    if as_json:
        print_json({"links": rows})
    else:
        print_table("Links", names, [tuple(row[name] for name in names) for row in rows])


@command.command("revoke")
@click.argument("number", type=int)
@click.pass_context
def revoke(ctx: click.Context, number: int) -> None:
    """Take the link NUMBER back at once."""
    links.revoke_link(engaged(ctx), number, actor())
    click.echo(f"Link {number} opens nothing any more.")
