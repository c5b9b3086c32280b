"""Do the main job: read, assess, map, plan, and write runbooks and report."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, progress
from pilotage.cli.summary import print_summary, summary_of
from pilotage.engine.run import run


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
    with progress() as report:
        done = run(folder, home, now=datetime.now(UTC), effort=effort, report=report)
    summary: dict[str, Any] = summary_of(done, home)
    if as_json:
        print_json(summary)
    else:
        print_summary(summary, done)
    if done.prepared.material.conflict:
        ctx.exit(CRITERIA_NOT_MET)
