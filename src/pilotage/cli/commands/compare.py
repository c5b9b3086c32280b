"""Compare two readings: what changed, who gained or lost access, what is better or worse."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from pilotage.cli.comparison import as_plain, print_comparison
from pilotage.cli.failure import CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import json_option, print_json, progress
from pilotage.engine.comparing import compare_readings


@click.command("compare")
@click.argument("before")
@click.argument("after")
@click.argument("later", required=False)
@click.option(
    "--as",
    "mode",
    type=click.Choice(["same", "migration"]),
    help="One environment at two moments, or source and target. Default: by what they hold.",
)
@click.option("--engagement", type=click.Path(path_type=Path), help="An engagement.toml to use.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    before: str,
    after: str,
    later: str | None,
    mode: str | None,
    engagement: Path | None,
    as_json: bool,
) -> None:
    """Compare BEFORE with AFTER, and the controls also with LATER, such as thirty days on.

    Each is source or target (the newest at home), the name of a snapshot, a snapshot folder, or
    a file or folder of exports.

    Exit code 3: something is worse or not explained. 4: nothing is, but something is unknown.
    """
    asked = [each for each in (before, after, later) if each]
    same = None if mode is None else mode == "same"
    with progress() as report:
        found = compare_readings(
            ctx.obj,
            asked,
            now=datetime.now(UTC),
            report=report,
            same=same,
            engagement=engagement,
        )
    if as_json:
        print_json(as_plain(found))
    else:
        print_comparison(found)
    if found.comparison.is_worse:
        ctx.exit(CRITERIA_NOT_MET)
    ctx.exit(NOT_ENOUGH_EVIDENCE if found.comparison.is_unsure else 0)
