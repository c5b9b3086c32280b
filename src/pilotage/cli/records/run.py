"""Do the main job: read, assess, map, plan, and write runbooks and report."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pilotage.cli.engaged import actor, home_of
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, progress
from pilotage.cli.summary import print_summary, summary_of
from pilotage.engine.engaged import record_run
from pilotage.engine.run import Run, run
from pilotage.store.clients import recorded_in
from pilotage.store.records import has_records, open_records


@click.command("run")
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--effort",
    type=click.Choice(["quick", "standard", "best"]),
    default="standard",
    show_default=True,
    help="How much work the planner may do.",
)
@json_option
@click.pass_context
def command(ctx: click.Context, folder: Path, effort: str, as_json: bool) -> None:
    """Do the main job on FOLDER, which holds engagement.toml and the exports that it names.

    Exit code 3: there is no plan that keeps every constraint. The report is written anyway.
    """
    home: Path = ctx.obj
    now = datetime.now(UTC)
    with progress() as report:
        done = run(folder, home, now=now, effort=effort, report=report)
        _record(ctx, done, now)
    summary: dict[str, Any] = summary_of(done, home)
    if as_json:
        print_json(summary)
    else:
        print_summary(summary, done)
    if done.prepared.material.conflict:
        ctx.exit(CRITERIA_NOT_MET)


def _record(ctx: click.Context, done: Run, now: datetime) -> None:
    """Keep the run where the home has records; without them files are all there is."""
    home, folder = home_of(ctx), Path(ctx.obj)
    terms = done.prepared.material.situation.engagement
    if terms is None or not has_records(home):
        return
    open_records(home)
    engagement = recorded_in(home, folder, terms, actor())
    record_run(done, engagement, home, at=now, by=actor())
