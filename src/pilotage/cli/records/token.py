"""Tokens for scripts that use the API: make one, list them, end one."""

from __future__ import annotations

import click
from django.utils import timezone

from pilotage.cli.engaged import actor, home_of
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.store import tokens
from pilotage.store.records import open_records
from pilotage.store.users import client_named, user_named


@click.group("token")
def command() -> None:
    """Tokens for scripts that use the API: make one, list them, end one."""


@command.command("add")
@click.argument("name")
@click.option("--user", "email", required=True, help="Address of the person it acts for.")
@click.option(
    "--scopes", default="read", show_default=True, help="read, write, write:KIND; commas."
)
@click.option("--days", type=int, default=30, show_default=True, help="How long it counts.")
@click.option("--client", default="", help="Narrow it to this client.")
@json_option
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    email: str,
    scopes: str,
    days: int,
    client: str,
    as_json: bool,
) -> None:
    """Make the token NAME; it is printed once and can never be shown again."""
    open_records(home_of(ctx))
    narrow = client_named(client) if client else None
    words = [word.strip() for word in scopes.split(",") if word.strip()]
    user = user_named(email)
    made, text = tokens.add_token(user, name, words, actor(), days=days, client=narrow)
    if as_json:
        print_json({"name": name, "token": text, "expires_at": made.expires_at, "scopes": words})
        return
    click.echo(text)
    click.echo(
        f"It counts until {made.expires_at:%d %b %Y}. Keep it: it is not shown again.", err=True
    )


@command.command("list")
@click.option("--user", "email", required=True, help="Address of the person.")
@json_option
@click.pass_context
def listed(ctx: click.Context, email: str, as_json: bool) -> None:
    """List the tokens of a person, newest first; the tokens themselves are not kept."""
    open_records(home_of(ctx))
    now = timezone.now()
    rows = [
        {
            "name": each.name,
            "scopes": each.scopes,
            "client": each.client.slug if each.client else "",
            "expires_at": each.expires_at,
            "used_at": each.used_at,
            "state": "active" if each.expires_at > now else "expired",
        }
        for each in tokens.standing(user_named(email)).select_related("client")
    ]
    if as_json:
        print_json({"tokens": rows})
    else:
        names = ("name", "scopes", "client", "expires_at", "used_at", "state")
        print_table("Tokens", names, [tuple(row[name] for name in names) for row in rows])


@command.command("revoke")
@click.argument("name")
@click.option("--user", "email", required=True, help="Address of the person.")
@click.pass_context
def revoke(ctx: click.Context, name: str, email: str) -> None:
    """End the token NAME at once."""
    open_records(home_of(ctx))
    tokens.revoke(user_named(email), name, actor())
    click.echo(f"{name} counts no more.")
