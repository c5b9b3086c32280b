"""Parts of ``pilotage dependencies`` that work on the records."""

from __future__ import annotations

import click

from pilotage.cli.engaged import engaged
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.store.runs import latest, section


@click.group("dependencies")
def command() -> None:
    """Parts of ``pilotage dependencies`` that work on the records."""


@command.command("cuts")
@json_option
@click.pass_context
def cuts(ctx: click.Context, as_json: bool) -> None:
    """List the dependencies that the plan cuts, the heaviest first."""
    found = section(latest(engaged(ctx)), "cuts") or []
    if as_json:
        print_json({"cuts": found})
        return
    rows = [(cut["because"], cut["weight"], cut["waves_apart"]) for cut in found]
    print_table("Dependencies that the plan cuts", ("because", "weight", "waves apart"), rows)
