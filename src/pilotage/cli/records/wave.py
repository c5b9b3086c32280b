"""Parts of ``pilotage wave`` that work on the records."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from pilotage.cli.commands.wave import wave_number
from pilotage.cli.engaged import engaged
from pilotage.cli.failure import CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.workload import overbooked, workloads
from pilotage.facts.clock import Clock
from pilotage.facts.errors import NotKnown
from pilotage.store import items, runs
from pilotage.store.models import Engagement


@click.group("wave")
def command() -> None:
    """Parts of ``pilotage wave`` that work on the records."""


@command.command("check")
@click.argument("wave", callback=wave_number)
@json_option
@click.pass_context
def check(ctx: click.Context, wave: int, as_json: bool) -> None:
    """Hold the hours of everybody with a task of WAVE against what they have free.

    Exit code 3: somebody has more to do than hours. 4: of somebody the hours are not known.
    """
    engagement = engaged(ctx)
    starts = _window(engagement, wave)["starts_at"]
    day = None
    if starts:
        day = Clock.of(engagement.time_zone).local(datetime.fromisoformat(starts)).date()
    people, tasks = items.values(engagement, "person"), items.values(engagement, "task")
    loads = workloads(people, tasks, wave, day)
    if as_json:
        print_json(
            {"wave": wave, "people": [{**vars(each), "overrun": each.overrun} for each in loads]}
        )
    else:
        click.echo(f"Wave {wave}: {len(loads)} people have tasks.")
        for each in loads:
            click.echo(f"  {each.says}")
    if overbooked(loads):
        ctx.exit(CRITERIA_NOT_MET)
    if any(each.free is None for each in loads):
        ctx.exit(NOT_ENOUGH_EVIDENCE)


@command.command("collisions")
@click.argument("wave", callback=wave_number)
@json_option
@click.pass_context
def collisions(ctx: click.Context, wave: int, as_json: bool) -> None:
    """List the people of WAVE for whom three or more kinds of change fall within 72 hours.

    The kinds are identity, permissions, sign-in method and access policy. Exit code 3: there
    is somebody.
    """
    engagement = engaged(ctx)
    _window(engagement, wave)
    found = runs.section(runs.latest(engagement), "collisions")
    if found is None:
        raise NotKnown("changes were not looked at yet; judge again with: pilotage run")
    users = [each for each in found["people"] if each["wave"] == wave]
    count = found["counts"].get(str(wave), 0)
    if as_json:
        print_json({"wave": wave, "count": count, "users": users})
    else:
        rows = [(each["name"], ", ".join(each["kinds"]), each["split"]) for each in users]
        title = f"Wave {wave}: {count} people with three or more kinds of change within 72 hours"
        print_table(title, ("name", "what changes", "split"), rows)
    if count:
        ctx.exit(CRITERIA_NOT_MET)


def _window(engagement: Engagement, wave: int) -> dict[str, Any]:
    """Return the wave as the plan has it.

    Raises:
        NotKnown: there is no plan, or it has no such wave; says which it has.
    """
    plan = runs.section(runs.latest(engagement), "plan")
    waves: list[dict[str, Any]] = plan["waves"] if plan else []
    for each in waves:
        if each["number"] == wave:
            return each
    known = ", ".join(str(each["number"]) for each in waves)
    raise NotKnown(f"the plan has no wave {wave}; it has {known or 'none'}")
