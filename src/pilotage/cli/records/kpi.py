"""Disruption and coordination as numbers, each with n, interval and sources."""

from __future__ import annotations

import click

from pilotage.cli.commands.wave import wave_number
from pilotage.cli.engaged import engaged
from pilotage.cli.failure import NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.measuring import coordination_of, disruption_of
from pilotage.engine.status import standing
from pilotage.measure.measured import Measured

NAMES = ("disruption_minutes_per_user", "decision_latency", "handoff_ack_time")


@click.group("kpi")
def command() -> None:
    """Disruption and coordination as numbers, each with n, interval and sources."""


@command.command("show")
@click.argument("name", type=click.Choice(NAMES))
@click.option("--wave", callback=lambda ctx, param, value: value and wave_number(ctx, param, value))
@json_option
@click.pass_context
def show(ctx: click.Context, name: str, wave: int | None, as_json: bool) -> None:
    """Show one number; disruption needs --wave, such as w1.

    Exit code 4: there is not enough evidence, and what is missing is said.
    """
    engagement = engaged(ctx)
    found = standing(engagement, engagement.now)
    if name == NAMES[0]:
        if wave is None:
            raise click.UsageError("Disruption is measured per wave: name it with --wave w1.")
        measured = disruption_of(engagement, found, wave)
    else:
        measured = next(each for each in coordination_of(found) if each.kpi == name)
    if as_json:
        print_json(measured)
    else:
        _print(measured)
    if measured.value is None:
        ctx.exit(NOT_ENOUGH_EVIDENCE)


def _print(measured: Measured) -> None:
    click.echo(f"{measured.title}: {measured.says}")
    click.echo(f"Method: {measured.method or 'none'}")
    click.echo(f"Sources: {', '.join(measured.sources) or 'none'}")
    if measured.note:
        click.echo(measured.note)


@command.command("report")
@json_option
@click.pass_context
def report(ctx: click.Context, as_json: bool) -> None:
    """Show disruption by wave beside coordination; no value without its n."""
    engagement = engaged(ctx)
    found = standing(engagement, engagement.now)
    every = [
        *((f"wave {wave['number']}", disruption_of(engagement, found, wave["number"]))
          for wave in found.waves),
        *(("migration", each) for each in coordination_of(found)),
    ]  # fmt: skip
    if as_json:
        print_json([{"of": of, "kpi": each} for of, each in every])
        return
    lines = [(of, each.title, each.says, ", ".join(each.sources)) for of, each in every]
    print_table("Disruption and coordination", ("of", "number", "value", "sources"), lines)
