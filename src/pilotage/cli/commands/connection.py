"""Keep what opens a live system, and ask what can be seen there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from pilotage.cli.failure import NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.connect.sources import Probe, Setting, SourceKind
from pilotage.connect.vault import vault
from pilotage.engine import collecting
from pilotage.engine.sources import KINDS, checked, kind_of
from pilotage.facts.errors import InputError
from pilotage.store import connections
from pilotage.store.connections import Connection
from pilotage.store.home import writing


@click.group("connection")
def command() -> None:
    """Keep what opens a live system, and ask what can be seen there."""


@command.command("add")
@click.argument("name")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--set", "given", multiple=True, metavar="KEY=VALUE", help="One setting.")
@click.option(
    "--secret",
    "taken",
    multiple=True,
    metavar="KEY=env:VARIABLE|file:PATH",
    help="Take a secret from a variable or a file instead of asking for it.",
)
@click.pass_obj
def add(home: Path, name: str, kind: str, given: tuple[str, ...], taken: tuple[str, ...]) -> None:
    """Keep a connection; secrets are asked without echo and kept encrypted.

    The key lies outside of the home folder: PILOTAGE_KEY, PILOTAGE_KEY_FILE, or
    ~/.config/pilotage/key.
    """
    known = kind_of(kind)
    settings = dict(map(_pair, given))
    if told := [each.key for each in known.settings if each.secret and each.key in settings]:
        raise click.UsageError(f"{told[0]} is a secret: give it with --secret, or when asked.")
    secrets = {key: _secret(place) for key, place in map(_pair, taken)}
    settings, secrets = _asked(known, settings, secrets)
    connection = checked(Connection(name, kind, settings, secrets))
    known.open(connection.values)
    with writing(home):
        connections.save(connection, home, vault())
    click.echo(f"Kept {name}. See what it may read with: pilotage connection test {name}")


@command.command("list")
@json_option
@click.pass_obj
def listed(home: Path, as_json: bool) -> None:
    """List the connections, without their secrets."""
    found = connections.listed(home)
    if as_json:
        print_json([{"name": c.name, "kind": c.kind, "settings": c.settings} for c in found])
        return
    rows = [
        (each.name, each.kind, ", ".join(f"{key}={value}" for key, value in each.settings.items()))
        for each in found
    ]
    print_table(f"{len(rows)} connections", ["name", "kind", "settings"], rows)


@command.command("remove")
@click.argument("name")
@click.pass_obj
def remove(home: Path, name: str) -> None:
    """Forget a connection and its secrets."""
    with writing(home, new=False):
        connections.remove(name, home)
    click.echo(f"Removed {name}.")


@command.command("test")
@click.argument("name")
@json_option
@click.pass_context
def test(ctx: click.Context, name: str, as_json: bool) -> None:
    """Say which tables a connection can read, and which permission is missing.

    Exit code 4: something cannot be read.
    """
    probes = list(collecting.probe(connections.load(name, ctx.obj, vault())))
    if as_json:
        print_json(probes)
    else:
        print_table(
            f"What {name} can read", ["asks", "tables", "readable", "why not"], _rows(probes)
        )
    ctx.exit(0 if all(each.readable for each in probes) else NOT_ENOUGH_EVIDENCE)


def _rows(probes: list[Probe]) -> list[tuple[str, str, str, str]]:
    return [
        (
            each.ask.says,
            ", ".join(each.ask.tables),
            "yes" if each.readable else "no",
            ". ".join(filter(None, (each.why.rstrip("."), each.fix))),
        )
        for each in probes
    ]


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"{text} is not KEY=VALUE.")
    return key, value


def _secret(place: str) -> str:
    """Return the secret that lies at ``env:VARIABLE`` or ``file:PATH``.

    Raises:
        InputError: there is none.
    """
    where, _, name = place.partition(":")
    if where == "env" and name in os.environ:
        return os.environ[name]
    try:
        if where == "file":
            return Path(name).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error})", where=name) from error
    raise InputError("holds no secret", where=name or place, fix="Write env:NAME or file:PATH.")


def _asked(
    kind: SourceKind, settings: dict[str, str], secrets: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Ask for what is required and was not given, where somebody can answer."""
    for each in kind.settings:
        if _open(each, {**settings, **secrets}) and sys.stdin.isatty():
            answer = click.prompt(f"{each.key} ({each.says})", hide_input=each.secret)
            (secrets if each.secret else settings)[each.key] = answer
    return settings, secrets


def _open(setting: Setting, given: dict[str, str]) -> bool:
    return setting.required and not setting.default and not given.get(setting.key)
