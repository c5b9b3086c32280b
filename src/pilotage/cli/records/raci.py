"""Show who does what, who is accountable, who is asked and who is told; and what is wrong in it."""

from __future__ import annotations

import click

from pilotage.cli.engaged import engaged
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.people import table_of_duties
from pilotage.facts.role import role_title


@click.group("raci")
def command() -> None:
    """Show who does what, who is accountable, who is asked and who is told; what is wrong in it."""


@command.command("show")
@json_option
@click.pass_context
def show(ctx: click.Context, as_json: bool) -> None:
    """Print the table of duties."""
    engagement = engaged(ctx)
    table, _ = table_of_duties(engagement, engagement.now)
    if as_json:
        print_json({"duties": table})
        return
    rows = [
        (each.what, *(", ".join(map(role_title, names)) for names in (
            each.accountable, each.responsible, each.consulted, each.informed)))
        for each in table
    ]  # fmt: skip
    print_table("Duties", ("duty", "accountable", "does it", "asked before", "told after"), rows)


@command.command("lint")
@json_option
@click.pass_context
def lint(ctx: click.Context, as_json: bool) -> None:
    """List what is wrong with the table of duties; exit code 3 if anything is."""
    engagement = engaged(ctx)
    _, found = table_of_duties(engagement, engagement.now)
    if as_json:
        print_json({"faults": found})
    else:
        rows = [(each.what, each.says) for each in found]
        print_table("What is wrong", ("duty", "because"), rows)
    if found:
        ctx.exit(CRITERIA_NOT_MET)
