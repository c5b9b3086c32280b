"""Fill the records with invented clients, to look at everything."""

from __future__ import annotations

import click

from pilotage.cli.engaged import home_of
from pilotage.cli.show import json_option, print_json, print_table, progress
from pilotage.demo.workspace import WORKSPACES
from pilotage.engine.demo_workspace import Loaded, load
from pilotage.facts.role import role_title
from pilotage.store.records import open_records


@click.group("demo")
def command() -> None:
    """Fill the records with invented clients, to look at everything."""


@command.command("load")
@click.argument("workspace", type=click.Choice(sorted(WORKSPACES)))
@click.option(
    "--password",
    envvar="PILOTAGE_DEMO_PASSWORD",
    help="What everybody of the demo signs in with; without it nobody has a password.",
)
@json_option
@click.pass_context
def load_(ctx: click.Context, workspace: str, password: str | None, as_json: bool) -> None:
    """Load WORKSPACE into the records of the home folder, without any network.

    Everything is invented, and judged at a moment at which its clock stands still. Loaded again,
    what is there stays as it is; a password that is given then counts.
    """
    home = home_of(ctx)
    open_records(home, new=True)
    with progress() as report:
        loaded = load(home, WORKSPACES[workspace](), password, report)
    if as_json:
        print_json({"migrations": loaded.migrations, "people": loaded.people})
        return
    _print(loaded, str(home), bool(password))


def _print(loaded: Loaded, home: str, with_password: bool) -> None:
    rows = [
        (each.name, each.address, ", ".join(map(role_title, each.roles))) for each in loaded.people
    ]
    print_table("People of the demo", ("name", "signs in as", "role"), rows)
    click.echo(f"{len(loaded.migrations)} migrations of invented clients are in {home}.")
    if not with_password:
        click.echo(
            f"To sign in, give everybody a password: pilotage --home {home} demo load brightlane "
            "--password WORD"
        )
    click.echo(f"Open it with: pilotage --home {home} serve")
