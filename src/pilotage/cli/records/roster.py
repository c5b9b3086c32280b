"""Show who is on duty for support, and the hours that nobody covers."""

from __future__ import annotations

import click

from pilotage.cli.engaged import engaged
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.roster import gaps, hours, span, told
from pilotage.engine.people import window_named
from pilotage.facts.clock import Clock
from pilotage.store.agreed import agreed
from pilotage.store.runs import latest


@click.group("roster")
def command() -> None:
    """Show who is on duty for support, and the hours that nobody covers."""


@command.command("gaps")
@click.argument("wave")
@json_option
@click.pass_context
def gaps_(ctx: click.Context, wave: str, as_json: bool) -> None:
    """Print the hours around WAVE, such as w2, that nobody covers; exit code 3 if there are any."""
    engagement = engaged(ctx)
    clock = Clock.of(engagement.time_zone)
    holes = gaps(agreed(engagement), window_named(latest(engagement), wave))
    if as_json:
        spans = [{"starts": starts, "ends": ends} for starts, ends in holes]
        print_json({"wave": wave, "hours": hours(holes), "gaps": spans})
    elif holes:
        click.echo(f"{hours(holes):g} h uncovered: {told(holes, clock.zone)}")
    else:
        click.echo("Every hour is covered.")
    if holes:
        ctx.exit(CRITERIA_NOT_MET)


@command.command("show")
@json_option
@click.pass_context
def show(ctx: click.Context, as_json: bool) -> None:
    """List who is on duty when."""
    engagement = engaged(ctx)
    clock = Clock.of(engagement.time_zone)
    rows = [
        (clock.span(*span(duty, clock.zone)), duty.primary, duty.backup)
        for duty in agreed(engagement).duty
    ]
    if as_json:
        print_json({"duties": agreed(engagement).duty})
    else:
        print_table("On duty", ("when", "primary", "backup"), rows)
