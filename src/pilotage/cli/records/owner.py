"""Make the first account: the owner of this installation, who sees every client."""

from __future__ import annotations

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from pilotage.cli.engaged import actor, home_of
from pilotage.cli.show import json_option, print_json
from pilotage.facts.errors import InputError
from pilotage.store.clients import add_user
from pilotage.store.records import open_records


@click.group("owner")
def command() -> None:
    """Make the first account: the owner of this installation, who sees every client."""


@command.command("add")
@click.argument("email")
@click.option("--name", default="", help="Name of the person.")
@click.password_option(envvar="PILOTAGE_OWNER_PASSWORD", help="Asked for if it is not given.")
@json_option
@click.pass_context
def add(ctx: click.Context, email: str, name: str, password: str, as_json: bool) -> None:
    """Make an account for EMAIL that owns the installation; the password is asked for."""
    open_records(home_of(ctx), new=True)
    try:
        validate_password(password)
    except ValidationError as error:
        raise InputError("; ".join(error.messages), where="password") from error
    user = add_user(email, actor(), name=name, password=password, owner=True)
    if as_json:
        print_json({"email": user.email, "owner": True})
    else:
        click.echo(f"{user.email} owns this installation. Next: pilotage serve")
