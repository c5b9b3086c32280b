"""Parts of ``pilotage plan`` that work on the records."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import click

from pilotage.cli.commands.wave import wave_number
from pilotage.cli.engaged import actor, engaged, folder, home_of
from pilotage.cli.plan_latest_start import latest_start
from pilotage.cli.plan_task import task
from pilotage.cli.show import json_option, print_json, print_table, progress
from pilotage.coordinate.standard_plan import WAIVED, tasks_of
from pilotage.dependencies.explain import find_unit
from pilotage.engine.moving import Standing, move_wave
from pilotage.facts.date_change import CAUSES, Cause, DateChange
from pilotage.facts.errors import NotKnown
from pilotage.facts.tables import ADDRESSES
from pilotage.plan import explain as explain_unit
from pilotage.plan.changes import Slip
from pilotage.store import items, plan_file, runs
from pilotage.store.home import write_file
from pilotage.store.models import Run
from pilotage.store.records import open_records

FILE = click.Path(dir_okay=False, path_type=Path)
DAYS = re.compile(r"\+?(-?\d{1,4})d?")


@click.group("plan")
def command() -> None:
    """Parts of ``pilotage plan`` that work on the records."""


command.add_command(latest_start)
command.add_command(task)


def _days(ctx: click.Context, param: click.Parameter, value: str) -> int:
    if (found := DAYS.fullmatch(value)) and int(found[1]):
        return int(found[1])
    raise click.BadParameter(f"{value} is no number of days, such as +7d", ctx, param)


@command.command("move", context_settings={"ignore_unknown_options": True})
@click.argument("wave", callback=wave_number)
@click.argument("days", callback=_days)
@click.option("--cause", type=click.Choice(CAUSES[:-1]), required=True, help="Why it slips.")
@click.option("--why", default="", help="A sentence more.")
@json_option
@click.pass_context
def move(ctx: click.Context, wave: int, days: int, cause: Cause, why: str, as_json: bool) -> None:
    """Move WAVE by DAYS, such as +7d; later waves are pushed where they would be overtaken.

    Exit code 3: a hard rule would be broken, such as a freeze; it says which.
    """
    engagement, by = engaged(ctx), actor()
    now = engagement.now
    was = _starts(runs.latest(engagement), wave)
    with progress() as report, items.all_or_nothing():
        kept = move_wave(
            engagement, folder(ctx, engagement), Slip(wave, days), now=now, report=report, by=by
        )
        becomes = _starts(kept, wave)
        change = DateChange(f"wave {wave}", days, cause, by.who, now, was, becomes, why)
        items.save(engagement, "date_change", change, by)
    if as_json:
        print_json({"run": kept.number, "wave": wave, "was": was, "becomes": becomes})
    else:
        click.echo(f"Wave {wave} moves on {becomes}, not {was}. Cause: {cause}.")


def _starts(run: Run, wave: int) -> date | None:
    """Return the day of a wave of a run, in UTC."""
    plan = runs.section(run, "plan") or {"waves": []}
    for each in plan["waves"]:
        if each["number"] == wave:
            starts = each["starts_at"]
            return datetime.fromisoformat(starts).astimezone(UTC).date() if starts else None
    raise NotKnown(f"the plan has no wave {wave}")


@command.command("explain")
@click.option("--unit", "asked", required=True, help="Address, name or id of who or what.")
@json_option
@click.pass_context
def explain(ctx: click.Context, asked: str, as_json: bool) -> None:
    """Say what holds a unit in its wave, and what the next best wave would cost and need."""
    engagement = engaged(ctx)
    now = engagement.now
    standing = Standing.of(engagement, folder(ctx, engagement), now)
    source = standing.situation.source
    assert source is not None
    known = asked in standing.problem.units.id
    unit = asked if known else find_unit(standing.graph, source.rows(ADDRESSES), asked)
    why = explain_unit(standing.problem, standing.wave, unit, standing.graph.names)
    if as_json:
        print_json(why)
    else:
        click.echo("\n".join(why.lines()))


@command.command("hash")
@json_option
@click.pass_context
def hash_(ctx: click.Context, as_json: bool) -> None:
    """Print the hash of the whole plan: everything agreed, and who moves when."""
    engagement = engaged(ctx)
    made = plan_file.plan_hash(plan_file.plan_document(engagement, folder(ctx, engagement)))
    if as_json:
        print_json({"hash": made})
    else:
        click.echo(made)


@command.command("export")
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml")
@click.option("--out", type=FILE, help="The file; the screen by default.")
@click.pass_context
def export(ctx: click.Context, form: str, out: Path | None) -> None:
    """Write the whole plan as one plain file: what was agreed, and who moves when."""
    engagement = engaged(ctx)
    document = plan_file.plan_document(engagement, folder(ctx, engagement))
    text = plan_file.written(document, form)
    if out:
        write_file(out, text)
        click.echo(f"{out} holds plan {plan_file.plan_hash(document)}.", err=True)
    else:
        click.echo(text, nl=False)


@command.command("import")
@click.argument("file", type=FILE)
@json_option
@click.pass_context
def import_(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Make the migration that FILE describes; the home must not have it yet."""
    home = home_of(ctx)
    document = plan_file.read_plan(file)
    open_records(home, new=True)
    made = plan_file.take_in_plan(document, home, actor())
    again = plan_file.plan_hash(plan_file.plan_document(made, home / made.folder))
    if as_json:
        print_json({"migration": str(made), "hash": again})
    else:
        click.echo(f"{made} was made; its plan is {again}.")


@command.command("diff-template")
@json_option
@click.pass_context
def diff_template(ctx: click.Context, as_json: bool) -> None:
    """List where the plan differs from the standard one: waived tasks, and tasks of its own."""
    engagement = engaged(ctx)
    kept = {each.key: each.value for each in items.items(engagement, "task")}
    found = tasks_of(kept, items.values(engagement, "task_waiver"))
    other = [each for each in found if each.waiver or not each.task.template]
    if as_json:
        print_json({"tasks": len(found), "differences": other})
        return
    rows = [
        (each.key, each.task.title, each.stands, each.waiver.owner if each.waiver else "",
         each.waiver.reason if each.waiver else "",
         each.waiver.review_on if each.waiver else "")
        for each in other
    ]  # fmt: skip
    waived = sum(each.stands == WAIVED for each in other)
    title = f"{len(found)} tasks, {waived} waived"
    print_table(title, ("task", "title", "stands", "who carries it", "reason", "review"), rows)
