"""``pilotage plan task``: add, list and remove tasks; what the standard plan has is only waived."""

from __future__ import annotations

from datetime import datetime

import click

from pilotage.cli.commands.wave import wave_number
from pilotage.cli.engaged import actor, engaged
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.standard_plan import Planned, refuse_deletion, tasks_of
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.task import Task, TaskWaiver
from pilotage.store import items
from pilotage.store.models import Engagement

DAY = click.DateTime(["%Y-%m-%d"])


@click.group("task")
def task() -> None:
    """Add, list, waive and remove tasks of the plan."""


@task.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List every task: those of the standard plan, then those of this migration alone."""
    found = planned(engaged(ctx))
    if as_json:
        print_json({"tasks": found})
        return
    rows = [
        (each.key, each.task.title, each.task.owner, each.task.hours, each.task.due, each.stands)
        for each in found
    ]
    print_table(f"{len(found)} tasks", ("task", "title", "owner", "hours", "due", "stands"), rows)


@task.command("add")
@click.argument("title")
@click.option("--owner", default="", help="Who does it.")
@click.option("--hours", type=click.FloatRange(0), default=0.0, help="Hours of work.")
@click.option("--wave", callback=lambda c, p, v: v and wave_number(c, p, v), help="Such as w3.")
@click.option("--due", type=DAY, help="Until which day.")
@click.pass_context
def add(
    ctx: click.Context,
    title: str,
    owner: str,
    hours: float,
    wave: int | None,
    due: datetime | None,
) -> None:
    """Add a task of this migration alone."""
    day = due.date() if due else None
    made = Task(title, owner, hours, wave, due=day, baseline_due=day)
    kept = items.save(engaged(ctx), "task", made, actor())
    click.echo(f"{kept.key}: {title}")


@task.command("waive")
@click.argument("key")
@click.option("--owner", required=True, help="Who carries the risk.")
@click.option("--reason", required=True)
@click.option("--risk", required=True, help="What is left of the risk.")
@click.option("--review", type=DAY, required=True, help="When it is looked at again.")
@click.pass_context
def waive(
    ctx: click.Context, key: str, owner: str, reason: str, risk: str, review: datetime
) -> None:
    """Leave out a task, with an owner of the risk, a reason and a day of review."""
    engagement = engaged(ctx)
    found = _one(engagement, key)
    value = TaskWaiver(found.key, owner, reason, risk, review.date())
    items.save(engagement, "task_waiver", value, actor(), did="waived")
    click.echo(f"{found.key} ({found.task.title}) is waived until {review:%Y-%m-%d} by {owner}.")


@task.command("remove")
@click.argument("key")
@click.pass_context
def remove(ctx: click.Context, key: str) -> None:
    """Remove a task of this migration alone. A task of the standard plan is waived instead."""
    engagement = engaged(ctx)
    found = _one(engagement, key)
    try:
        refuse_deletion(found.key, found.task)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    items.remove(engagement, "task", found.key, actor())
    click.echo(f"{found.key} ({found.task.title}) was removed.")


def planned(engagement: Engagement) -> tuple[Planned, ...]:
    """Return every task of an engagement."""
    kept = {each.key: each.value for each in items.items(engagement, "task")}
    return tasks_of(kept, items.values(engagement, "task_waiver"))


def _one(engagement: Engagement, key: str) -> Planned:
    for each in planned(engagement):
        if key in (each.key, each.task.template):
            return each
    raise NotKnown(f"there is no task {key}; see: pilotage plan task list")
