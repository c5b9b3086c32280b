"""List temporary relaxations: registered, found in a tenant and not registered, and expired."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import click

from pilotage.assess.relaxed import ALARMS
from pilotage.cli.engaged import actor, engaged
from pilotage.cli.failure import CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.identity import relaxations_of
from pilotage.facts.relaxation import KINDS, Relaxation
from pilotage.store.items import item, save

DAY = click.DateTime(["%Y-%m-%d"])


@click.group("relaxations", invoke_without_command=True)
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List temporary relaxations: registered, found and not registered, and expired.

    Exit code 3: one is not registered, is past its end, or was closed and is still there.
    4: none is, but a tenant was not read.
    """
    if ctx.invoked_subcommand:
        return
    engagement = engaged(ctx)
    found = relaxations_of(engagement, engagement.now.date())
    if as_json:
        print_json({"relaxations": found.rows, "unknown": found.unknown})
    else:
        rows = [(each.state, each.key, each.what, each.who, each.ends, each.side)
                for each in found.rows]  # fmt: skip
        columns = ("state", "key", "what", "who", "ends", "found in")
        print_table("Temporary relaxations", columns, rows)
        if found.unknown:
            click.echo(f"Not read: {found.unknown}.")
    if any(each.state in ALARMS for each in found.rows):
        ctx.exit(CRITERIA_NOT_MET)
    ctx.exit(NOT_ENOUGH_EVIDENCE if found.unknown else 0)


@command.command("add")
@click.argument("what")
@click.option("--who", required=True, help="Who answers for it.")
@click.option("--why", required=True, help="Why the move needs it.")
@click.option("--ends", required=True, type=DAY, help="The last day, such as 2026-11-14.")
@click.option("--object", "objects", multiple=True, help="Account, group or application left out.")
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True)
@click.pass_context
def add(
    ctx: click.Context,
    what: str,
    who: str,
    why: str,
    ends: datetime,
    objects: tuple[str, ...],
    kind: str,
) -> None:
    """Register WHAT is open for a while."""
    engagement = engaged(ctx)
    today = engagement.now.date()
    if ends.date() < today:
        raise click.BadParameter("the end lies in the past", param_hint="--ends")
    entry = Relaxation(what, who, why, today, ends.date(), objects, kind)
    kept = save(engagement, "relaxation", entry, actor(who), version=0)
    click.echo(f"{kept.key} is registered until {ends:%d %b %Y}.")


@command.command("close")
@click.argument("key")
@click.pass_context
def close(ctx: click.Context, key: str) -> None:
    """Say that the relaxation KEY was taken back today."""
    engagement = engaged(ctx)
    kept = item(engagement, "relaxation", key)
    closed = replace(kept.value, closed_on=engagement.now.date())
    save(engagement, "relaxation", closed, actor(), key=key, version=kept.version, did="closed")
    click.echo(f"{key} is closed; the next reading shows whether the tenant agrees.")
