"""Say which migration is meant when a command does not name one."""

from __future__ import annotations

import click

from pilotage.cli.engaged import home_of
from pilotage.store.choice import choose
from pilotage.store.clients import engagement_named
from pilotage.store.records import open_records


@click.command("use")
@click.argument("migration", metavar="CLIENT/MIGRATION")
@click.pass_context
def command(ctx: click.Context, migration: str) -> None:
    """Mean CLIENT/MIGRATION from now on, in this home folder."""
    home = home_of(ctx)
    open_records(home)
    name = str(engagement_named(migration))
    choose(home, name)
    click.echo(f"Commands on {home} are about {name} from now on.")
