"""List what could be better with this migration, and decide: now, later or no."""

from __future__ import annotations

from typing import get_args

import click

from pilotage.assess.improvements import undecided
from pilotage.cli.engaged import actor, engaged
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.identity import improvements_of
from pilotage.facts.errors import NotKnown
from pilotage.facts.improvement import Choice, Improvement
from pilotage.store.items import save


@click.group("improve")
def command() -> None:
    """List what could be better with this migration, and decide: now, later or no."""


@command.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List every gap with its effort, what people notice, the licence, and the decision.

    Exit code 3: about one of them nobody has decided.
    """
    found = improvements_of(engaged(ctx))
    if as_json:
        print_json({"improvements": found, "undecided": len(undecided(found))})
    else:
        columns = ("check", "severity", "gap", "hours", "people notice", "licence", "decision")
        rows = [
            (
                *(each.check, each.severity.name.lower(), f"{each.side}: {each.says}"),
                "unknown" if each.effort.hours is None else each.effort.hours,
                *(each.effort.people_notice or "unknown", each.effort.licence),
                f"{each.decision.decision}: {each.decision.why}" if each.decision else "open",
            )
            for each in found
        ]
        print_table("Improvements", columns, rows)
    ctx.exit(CRITERIA_NOT_MET if undecided(found) else 0)


@command.command("decide")
@click.argument("check")
@click.argument("choice", type=click.Choice(get_args(Choice)))
@click.option("--why", required=True, help="The reason.")
@click.option("--who", required=True, help="Who decides; the sponsor.")
@click.pass_context
def decide(ctx: click.Context, check: str, choice: Choice, why: str, who: str) -> None:
    """Decide about the gap of CHECK: now, later or no."""
    engagement = engaged(ctx)
    gaps = [each.check for each in improvements_of(engagement)]
    if check not in gaps:
        raise NotKnown(f"{check} is no gap now; gaps are: {', '.join(gaps) or 'none'}")
    today = engagement.now.date()
    save(
        engagement, "improvement", Improvement(check, choice, why, who, today), actor(who),
        did="decided",
    )  # fmt: skip
    click.echo(f"{check}: {choice}.")
