"""``pilotage plan latest-start``: backward from the hard date to each phase."""

from __future__ import annotations

import click

from pilotage.cli.engaged import engaged
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.latest_start import latest_starts_of
from pilotage.engine.status import standing
from pilotage.facts.clock import Clock


@click.command("latest-start")
@json_option
@click.pass_context
def latest_start(ctx: click.Context, as_json: bool) -> None:
    """Show the latest day on which each phase can begin, backward from the hard date.

    Exit code 3: a phase that has not begun should have; it is marked as past.
    """
    engagement = engaged(ctx)
    now, clock = engagement.now, Clock.of(engagement.time_zone)
    found = latest_starts_of(engagement, standing(engagement, now), now)
    if as_json:
        print_json(found)
    else:
        rows = [
            (each.title, clock.day(each.on), each.working_days,
             "past" if each.past else "begun" if each.begun else "")
            for each in found
        ]  # fmt: skip
        print_table("Latest starts", ("phase", "latest start", "working days", ""), rows)
    if any(each.past for each in found):
        ctx.exit(CRITERIA_NOT_MET)
