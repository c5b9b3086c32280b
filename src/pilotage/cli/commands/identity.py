"""Count what is known of identity and security: three sub-scores, with their evidence."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.assess import CHECKS
from pilotage.assess.scores import scores
from pilotage.assess.third_party import unmatched
from pilotage.cli.findings import exit_code
from pilotage.cli.scores import as_plain, print_scores
from pilotage.cli.show import json_option, print_json, progress
from pilotage.engine import pipeline
from pilotage.engine.run import stored_situation
from pilotage.facts.errors import NotKnown
from pilotage.facts.finding import Area
from pilotage.facts.situation import Situation
from pilotage.facts.tables import THIRD_PARTY_RESULTS
from pilotage.store import engagement as engagements
from pilotage.store.clock import now_in


@click.group("identity")
def command() -> None:
    """Identity and security, in counts."""


@command.command("score")
@click.argument("exports", nargs=-1, type=click.Path(path_type=Path))
@click.option("--engagement", type=click.Path(path_type=Path), help="An engagement.toml to use.")
@json_option
@click.pass_context
def score(
    ctx: click.Context, exports: tuple[Path, ...], engagement: Path | None, as_json: bool
) -> None:
    """Count checks of identity management, access governance and configuration oversight.

    Of EXPORTS (files or folders of one environment), or of the newest snapshots at home. Results
    of other tools among them stand beside our checks.

    Exit code 3: a check failed. 4: nothing failed, but not everything could be assessed.
    """
    now = now_in(ctx.obj)
    with progress() as report:
        if exports:
            reading = pipeline.collect(exports, "source", now, report)
            agreed = engagements.read(engagement) if engagement else None
            situation = Situation(now, reading.snapshot, engagement=agreed)
        else:
            situation = stored_situation(ctx.obj, now)
        if not any(situation.snapshots()):
            raise NotKnown(f"there is no snapshot in {ctx.obj}; name an export, or collect files")
        findings = pipeline.judge(situation, report)
    mine = [each for each in findings if each.area is Area.IDENTITY]
    made = scores(CHECKS, mine, situation)
    alone = {
        side.side: unmatched(
            [each for each in mine if each.side in (side.side, "migration")],
            side.rows(THIRD_PARTY_RESULTS),
        )
        for side in situation.snapshots()
    }
    if as_json:
        print_json(as_plain(made, alone, now))
    else:
        print_scores(made, alone, now)
    ctx.exit(exit_code(mine))
