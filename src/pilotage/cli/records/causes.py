"""Show where the days went: causes of every date that moved, in all migrations."""

from __future__ import annotations

import click

from pilotage.cli.engaged import home_of
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.causes import days_lost, lost_by_cause
from pilotage.engine.portfolio import date_changes
from pilotage.store.across import all_engagements
from pilotage.store.records import open_records


@click.command("causes")
@click.option("--by", type=click.Choice(["days"]), default="days", show_default=True)
@json_option
@click.pass_context
def command(ctx: click.Context, by: str, as_json: bool) -> None:
    """Show how many days were lost to each cause; they sum to all the days lost."""
    open_records(home_of(ctx))
    changes = date_changes(all_engagements())
    lost, total = lost_by_cause(changes), days_lost(changes)
    if as_json:
        print_json({"days_lost": total, "causes": lost})
        return
    rows = [(each.cause, f"{each.days:g}", each.changes) for each in lost]
    print_table(f"Where {total:g} days went", ("cause", "days", "dates moved"), rows)
