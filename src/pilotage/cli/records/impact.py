"""Show what a move means for one department: what changes, when, and what must not be disturbed."""

from __future__ import annotations

from dataclasses import asdict

import click

from pilotage.cli.engaged import engaged
from pilotage.cli.show import json_option, print_json
from pilotage.coordinate.impact import profile
from pilotage.engine.people import people_by_department, windows_of
from pilotage.facts.clock import Clock
from pilotage.store.agreed import agreed
from pilotage.store.runs import latest


@click.command("impact")
@click.argument("department")
@json_option
@click.pass_context
def command(ctx: click.Context, department: str, as_json: bool) -> None:
    """Show what changes for DEPARTMENT, when its people move, and when it must not be disturbed."""
    engagement = engaged(ctx)
    today = engagement.now.date()
    found = profile(department, agreed(engagement), people_by_department(engagement), today)
    if as_json:
        print_json(asdict(found))
        return
    clock = Clock.of(engagement.time_zone)
    windows = windows_of(latest(engagement))
    told = found.department
    click.echo(f"{told.name}: {found.people} people")
    click.echo(f"What changes: {told.impact or 'nobody said yet'}")
    for wave, people in found.waves.items():
        when = clock.span(*windows[wave]) if wave in windows else "no window yet"
        click.echo(f"Wave {wave}: {people} people, {when}")
    for freeze in found.freezes:
        days = f"{clock.day(freeze.first)} to {clock.day(freeze.last)}"
        click.echo(f"Must not move: {days} ({freeze.reason})")
    for journey in found.journeys:
        click.echo(f"Must work: {journey.name} ({journey.result or 'not tested'})")
    click.echo(f"Champion: {told.champion or 'nobody'}. Head: {told.head or 'nobody'}.")
    for gap in found.gaps:
        click.echo(f"Missing: {gap}")
