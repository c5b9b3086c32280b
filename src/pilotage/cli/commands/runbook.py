"""Write the runbooks of the plan at home, and say whether each fits its window."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table, progress
from pilotage.engine import pipeline
from pilotage.engine.files import runbook_files
from pilotage.engine.plans import remembering
from pilotage.engine.run import RUNBOOKS, stored_situation
from pilotage.facts.errors import NotKnown
from pilotage.facts.runbook import Runbook
from pilotage.runbook.timing import timing_of
from pilotage.store.clock import now_in
from pilotage.store.home import writing
from pilotage.store.publish import publish


@click.command("runbook")
@click.option("--effort", type=click.Choice(["quick", "standard", "best"]), default="standard")
@json_option
@click.pass_context
def command(ctx: click.Context, effort: str, as_json: bool) -> None:
    """Write one runbook per wave as page, table and calendar, and say whether each fits.

    Exit code 3: a runbook with its way back does not fit its window, or there is no plan.
    """
    home: Path = ctx.obj
    runbooks = _write(home, effort)
    timings = [(runbook, timing_of(runbook)) for runbook in runbooks]
    rows = [(runbook.title, timing.says, _word(timing.fits)) for runbook, timing in timings]
    if as_json:
        keys = ("runbook", "timing", "fits")
        print_json([dict(zip(keys, row, strict=True)) for row in rows])
    else:
        print_table(f"Runbooks in {home / 'runbooks'}", ["runbook", "timing", "fits"], rows)
    if not runbooks or any(timing.fits is False for _, timing in timings):
        ctx.exit(CRITERIA_NOT_MET)


def _write(home: Path, effort: str) -> tuple[Runbook, ...]:
    """Write the runbooks of the plan at home and return them; none without a plan."""
    situation = stored_situation(home, now_in(home))
    engagement = situation.engagement
    if situation.source is None or engagement is None:
        raise NotKnown(f"{home} has no source snapshot with an engagement file; run first")
    with writing(home, new=False), progress() as report:
        graph = pipeline.tie(situation)
        problem = pipeline.problem_of(situation, graph)
        assert problem is not None
        plan = remembering(home, situation, effort, report)(problem, graph).plan
        runbooks = pipeline.write_runbooks(engagement, plan, graph) if plan else ()
        files = dict(runbook_files(runbooks, engagement, situation))
        publish(home, files, folder=RUNBOOKS)
    return runbooks


def _word(fits: bool | None) -> str:
    return {True: "yes", False: "no", None: "no window"}[fits]
