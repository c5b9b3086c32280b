"""People who sign in: invite one, give a new password, switch one off."""

from __future__ import annotations

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from pilotage.cli.engaged import actor, home_of
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.facts.errors import InputError
from pilotage.store.clients import add_user
from pilotage.store.models import User
from pilotage.store.records import open_records
from pilotage.store.users import set_active, set_password, user_named


@click.group("user")
def command() -> None:
    """People who sign in: invite one, give a new password, switch one off."""


@command.command("add")
@click.argument("email")
@click.option("--name", default="", help="Name of the person.")
@click.option("--no-password", is_flag=True, help="Only through OpenID Connect or SAML.")
@json_option
@click.pass_context
def add(ctx: click.Context, email: str, name: str, no_password: bool, as_json: bool) -> None:
    """Invite EMAIL; without a role at a client the person sees nothing yet."""
    open_records(home_of(ctx))
    user = add_user(email, actor(), name=name)
    if not no_password:
        set_password(user, _asked_password(), actor())
    if as_json:
        print_json({"email": user.email, "password": not no_password})
    else:
        click.echo(f"{user.email} is invited. Next: pilotage member add {user.email} ROLE")


@command.command("password")
@click.argument("email")
@click.pass_context
def password(ctx: click.Context, email: str) -> None:
    """Give EMAIL a new password, which is asked for; every session of the person ends."""
    open_records(home_of(ctx))
    set_password(user_named(email), _asked_password(), actor())
    click.echo(f"{email} has a new password and is signed out everywhere.")


@command.command("off")
@click.argument("email")
@click.pass_context
def off(ctx: click.Context, email: str) -> None:
    """Let EMAIL sign in no more; from the next request on nothing is open to the person."""
    open_records(home_of(ctx))
    set_active(user_named(email), False, actor())
    click.echo(f"{email} can sign in no more.")


@command.command("on")
@click.argument("email")
@click.pass_context
def on(ctx: click.Context, email: str) -> None:
    """Let EMAIL sign in again."""
    open_records(home_of(ctx))
    set_active(user_named(email), True, actor())
    click.echo(f"{email} can sign in again.")


@command.command("list")
@json_option
@click.pass_context
def listed(ctx: click.Context, as_json: bool) -> None:
    """List everybody who can sign in."""
    open_records(home_of(ctx))
    names = ("email", "name", "owner", "is_active", "last_login")
    rows = list(User.objects.order_by("email").values(*names))
    if as_json:
        print_json({"users": rows})
    else:
        print_table("People", names, [tuple(row[name] for name in names) for row in rows])


def _asked_password() -> str:
    """Return a password that is good enough, as it is typed or piped in twice."""
    given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    try:
        validate_password(given)
    except ValidationError as error:
        raise InputError("; ".join(error.messages), where="password") from error
    return given
