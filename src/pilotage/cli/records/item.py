"""Keep what people agreed, one value at a time: list, set or remove items of any kind."""

from __future__ import annotations

import json

import click
from pydantic import ValidationError

from pilotage.cli.engaged import actor, engaged
from pilotage.cli.show import json_option, print_json
from pilotage.facts.errors import InputError
from pilotage.store import items
from pilotage.store.kinds import KINDS

KIND = click.Choice(sorted(KINDS))


@click.group("item")
def command() -> None:
    """Keep what people agreed, one value at a time: list, set or remove items of any kind."""


@command.command("list")
@click.argument("kind", type=KIND)
@json_option
@click.pass_context
def list_(ctx: click.Context, kind: str, as_json: bool) -> None:
    """List the items of KIND, each as one line of JSON after its key."""
    found = items.items(engaged(ctx), kind)
    adapter = KINDS[kind].adapter
    plain = {each.key: adapter.dump_python(each.value, mode="json") for each in found}
    if as_json:
        print_json({kind: plain})
        return
    for key, value in plain.items():
        click.echo(f"{key}: {json.dumps(value, ensure_ascii=False)}")


@command.command("set")
@click.argument("kind", type=KIND)
@click.argument("value")
@click.option("--key", default="", help="The item to change; a new one names itself.")
@click.pass_context
def set_(ctx: click.Context, kind: str, value: str, key: str) -> None:
    """Keep VALUE, a JSON object, as an item of KIND."""
    try:
        made = KINDS[kind].adapter.validate_json(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, (kind, *first["loc"])))
        raise InputError(first["msg"].lower(), where=where) from error
    kept = items.save(engaged(ctx), kind, made, actor(), key=key)
    click.echo(f"{kind} {kept.key}, version {kept.version}")


@command.command("remove")
@click.argument("kind", type=KIND)
@click.argument("key")
@click.pass_context
def remove(ctx: click.Context, kind: str, key: str) -> None:
    """Take the item KEY of KIND away; the audit log keeps what it was."""
    items.remove(engaged(ctx), kind, key, actor())
    click.echo(f"{kind} {key} was removed.")
