"""Plan anew after changes, moving as few people as wanted; what has run or is announced stays."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.planned import print_conflict
from pilotage.cli.replanned import as_tree, print_curve
from pilotage.cli.show import json_option, print_json, progress
from pilotage.engine.plans import plan_in, problem_in, standing_plan
from pilotage.engine.replanning import (
    Replanned,
    changes_in,
    day_of,
    plan_anew,
    replanned_files,
)
from pilotage.facts.errors import InputError
from pilotage.plan import Changes, Conflict, Problem, plan_to_json
from pilotage.plan.problem import Ints
from pilotage.store.clock import now_in
from pilotage.store.home import write_file, writing
from pilotage.store.publish import publish

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("replan")
@click.argument("problem", required=False, type=FILE)
@click.argument("plan", required=False, type=FILE)
@click.option("--change", "change", type=FILE, help="File with what has changed (TOML).")
@click.option("--release", multiple=True, type=int, help="Let this wave change, held or not.")
@click.option("--today", type=int, help="Day of the project; by the clock where windows are known.")
@click.option("--take", default=1, show_default=True, help="Which plan of the curve to take.")
@click.option("--what-if", is_flag=True, help="Show the differences and save nothing.")
@click.option("--out", type=FILE, help="Plan file to write.")
@click.option("--effort", type=click.Choice(["quick", "standard", "best"]), default="standard")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    problem: Path | None,
    plan: Path | None,
    change: Path | None,
    release: tuple[int, ...],
    today: int | None,
    take: int,
    what_if: bool,
    out: Path | None,
    effort: str,
    as_json: bool,
) -> None:
    """Plan PROBLEM anew from its PLAN, or the plan at home, after what --change says.

    Plan 1 of the curve moves the fewest people, the last one costs least. Waves that have run or
    are no more than a week away are held. Exit code 3: no plan keeps every constraint.
    """
    if problem and not plan:
        raise click.UsageError("PROBLEM needs its published PLAN as well.")
    changes = changes_in(change) if change else Changes()
    with ExitStack() as held:
        if not problem and not what_if:
            held.enter_context(writing(ctx.obj, new=False))
        before, old = _published(ctx.obj, problem, plan)
        day = today if today is not None else day_of(before, now_in(ctx.obj))
        with progress() as report:
            made = plan_anew(
                before, old, changes, today=day, released=release, effort=effort, report=report
            )
        if isinstance(made.answer, Conflict):
            _refuse(ctx, made, made.answer, as_json)
            return
        if not 1 <= take <= len(made.answer.points):
            raise InputError(f"there are {len(made.answer.points)} plans to take", where="--take")
        point = made.answer.points[take - 1]
        saved = not what_if and bool(out or not problem)
        if out and not what_if:
            write_file(out, plan_to_json(made.problem, point.solution, seconds=made.seconds))
        if not problem and not what_if:
            publish(ctx.obj, dict(replanned_files(ctx.obj, made, point, changes)))
    if as_json:
        print_json(as_tree(made, made.answer, take, saved=saved))
    else:
        print_curve(made, made.answer, take)
        click.echo(f"saved: plan {take}" if saved else "nothing was saved")


def _published(home: Path, problem: Path | None, plan: Path | None) -> tuple[Problem, Ints]:
    """Return the problem and the published wave of each of its units."""
    if problem and plan:
        read = problem_in(problem)
        return read, plan_in(plan, read)
    stored, known = standing_plan(home)
    return stored, known.wave


def _refuse(ctx: click.Context, made: Replanned, conflict: Conflict, as_json: bool) -> None:
    """Say why there is no plan; nothing was saved."""
    if as_json:
        click.echo(plan_to_json(made.problem, conflict, seconds=made.seconds).decode())
    else:
        print_conflict(conflict)
    ctx.exit(CRITERIA_NOT_MET)
