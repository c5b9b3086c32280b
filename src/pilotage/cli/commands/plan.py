"""Plan the waves, of a problem file or of what the home folder knows; say why."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.planned import print_planned
from pilotage.cli.show import json_option, print_json, progress
from pilotage.dependencies.explain import find_unit
from pilotage.engine import pipeline
from pilotage.engine.files import plan_files
from pilotage.engine.pipeline import Planned
from pilotage.engine.plans import CHANGES, problem_in, standing_plan
from pilotage.engine.run import stored_situation
from pilotage.facts.errors import NotKnown
from pilotage.facts.tables import ADDRESSES
from pilotage.plan import explain, plan_to_json
from pilotage.store.clock import now_in
from pilotage.store.home import write_file, writing
from pilotage.store.publish import publish


@click.command("plan")
@click.argument("problem", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Plan file to write.")
@click.option("--effort", type=click.Choice(["quick", "standard", "best"]), default="standard")
@click.option("--seed", type=int, help="The problem's own by default.")
@click.option("--why", "asked", help="Say why this person or object is in its wave.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    problem: Path | None,
    out: Path | None,
    effort: str,
    seed: int | None,
    asked: str | None,
    as_json: bool,
) -> None:
    """Plan PROBLEM (JSON or npz), or the newest source snapshot with its engagement file.

    Exit code 3: no plan keeps every constraint; the conflict says which cannot hold together.
    """
    if asked is not None:
        _why(ctx.obj, asked, as_json)
        return
    with progress() as report:
        if problem:
            made = problem_in(problem)
            planned = pipeline.answer(made, effort=effort, report=report, seed=seed)
        else:
            planned = _plan_home(ctx.obj, effort, seed, report)
    text = plan_to_json(planned.problem, planned.answer, seconds=planned.seconds)
    if out:
        write_file(out, text)
    if as_json or (problem and not out):
        click.echo(text.decode())
    else:
        print_planned(planned, _title(planned))
    if planned.plan is None:
        ctx.exit(CRITERIA_NOT_MET)


def _plan_home(home: Path, effort: str, seed: int | None, report: pipeline.Report) -> Planned:
    """Plan what the home folder knows, and keep problem and answer there."""
    with writing(home, new=False):
        situation = stored_situation(home, now_in(home))
        if situation.source is None or situation.engagement is None:
            raise NotKnown(f"{home} has no source snapshot with an engagement file; run first")
        graph = pipeline.tie(situation)
        problem = pipeline.problem_of(situation, graph)
        assert problem is not None
        planned = pipeline.answer(problem, graph, effort=effort, report=report, seed=seed)
        publish(home, dict(plan_files(planned)), stale=[CHANGES])
    return planned


def _why(home: Path, asked: str, as_json: bool) -> None:
    """Explain one unit of the plan at home."""
    problem, plan = standing_plan(home)
    situation = stored_situation(home, now_in(home))
    if situation.source is None:
        why = explain(problem, plan.wave, asked)
    else:
        graph = pipeline.tie(situation)
        known = asked in problem.units.id
        unit = asked if known else find_unit(graph, situation.source.rows(ADDRESSES), asked)
        why = explain(problem, plan.wave, unit, graph.names)
    if as_json:
        print_json(why)
    else:
        click.echo("\n".join(why.lines()))


def _title(planned: Planned) -> str:
    if planned.plan is None:
        return planned.problem.name
    return f"{planned.problem.name}: objective {planned.plan.objective.total:.4f}"
