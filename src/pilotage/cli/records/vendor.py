"""List vendors: for what, whom to call out of hours, what was promised, and what is confirmed."""

from __future__ import annotations

import click

from pilotage.cli.engaged import engaged
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.facts.clock import Clock
from pilotage.store.agreed import agreed


@click.group("vendor")
def command() -> None:
    """List vendors: for what, whom to call out of hours, what was promised, what is confirmed."""


@command.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List every vendor."""
    engagement = engaged(ctx)
    vendors = agreed(engagement).vendor
    if as_json:
        print_json({"vendors": vendors})
        return
    clock = Clock.of(engagement.time_zone)
    rows = [
        (v.name, v.service, v.contact, v.out_of_hours or "none", clock.day(v.needed_on),
         clock.day(v.delivered_on or v.promised_on),
         clock.day(v.window_confirmed_on) if v.window_confirmed_on else "not confirmed")
        for v in vendors
    ]  # fmt: skip
    columns = ("vendor", "for", "contact", "out of hours", "needed", "promised", "window")
    print_table("Vendors", columns, rows)
