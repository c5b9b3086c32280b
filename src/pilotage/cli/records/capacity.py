"""Show who is booked where, and who is wanted by two clients at once."""

from __future__ import annotations

import click

from pilotage.cli.engaged import home_of
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.booking import calendar, clashes
from pilotage.engine.portfolio import all_bookings
from pilotage.store.across import all_engagements, now_of_all
from pilotage.store.records import open_records


@click.command("capacity")
@click.option("--days", type=click.IntRange(1, 60), default=14, show_default=True)
@json_option
@click.pass_context
def command(ctx: click.Context, days: int, as_json: bool) -> None:
    """Show who is booked in the next DAYS, over all clients.

    Exit code 3: two clients want the same person at the same time.
    """
    open_records(home_of(ctx))
    engagements = all_engagements()
    now, booked = now_of_all(engagements), all_bookings(engagements)
    found = [each for each in clashes(booked) if each.other.ends > now]
    people = calendar(booked, now.date(), days)
    if as_json:
        print_json({"people": people, "clashes": found})
    else:
        rows = [
            (name, sum(day.percent for day in own) // days, max(day.percent for day in own))
            for name, own in people.items()
        ]
        print_table(f"Booked in {days} days, percent", ("person", "mean", "fullest day"), rows)
        for each in found:
            says = f"{each.one.client} and {each.other.client}"
            click.echo(f"twice booked: {each.person}, {each.starts:%a %d %b %H:%M} UTC: {says}")
    if found:
        ctx.exit(CRITERIA_NOT_MET)
