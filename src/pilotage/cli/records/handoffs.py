"""Hand-offs: what one party asks of another, and who is late."""

from __future__ import annotations

from datetime import date, datetime

import click

from pilotage.cli.engaged import actor, engaged
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.facts.clock import Clock
from pilotage.facts.handoff import Handoff
from pilotage.store.items import Kept, item, items, save

COLUMNS = ("number", "what", "of whom", "state", "asked", "due", "waits for")
STEP_OF = {"ack": "acknowledged", "deliver": "delivered", "accept": "accepted"}


@click.group("handoffs", invoke_without_command=True)
@click.option("--unacked", is_flag=True, help="Those unanswered for longer than they may be.")
@json_option
@click.pass_context
def command(ctx: click.Context, unacked: bool, as_json: bool) -> None:
    """Hand-offs: what one party asks of another, and who is late.

    Exit code 3 with --unacked: somebody has been silent for longer than agreed.
    """
    if ctx.invoked_subcommand:
        return
    engagement = engaged(ctx)
    now = engagement.now
    found = [
        each for each in items(engagement, "handoff") if not unacked or each.value.unanswered(now)
    ]
    if as_json:
        print_json([_plain(each, now) for each in found])
    else:
        clock = Clock.of(engagement.time_zone)
        print_table("Hand-offs", COLUMNS, [_row(each, clock) for each in found])
    if unacked and found:
        ctx.exit(CRITERIA_NOT_MET)


def _plain(kept: Kept, now: datetime) -> dict[str, object]:
    ask: Handoff = kept.value
    return {
        "key": kept.key, "what": ask.what, "party": ask.party, "asker": ask.asker,
        "state": ask.state, "asked_at": ask.asked_at, "due_on": ask.due_on, "holds": ask.holds,
        "acknowledged_at": ask.acknowledged_at, "delivered_at": ask.delivered_at,
        "accepted_at": ask.accepted_at, "answer_hours": ask.answer_hours,
        "unanswered": ask.unanswered(now), "late": ask.late(now.date()),
    }  # fmt: skip


def _row(kept: Kept, clock: Clock) -> tuple[object, ...]:
    ask: Handoff = kept.value
    asked, due = clock.moment(ask.asked_at), clock.day(ask.due_on)
    return kept.key, ask.what, ask.party, ask.state, asked, due, ask.waits_for


@command.command("add")
@click.argument("what")
@click.option("--of", "party", required=True, help="Vendor, department or person that is asked.")
@click.option("--by", "asker", default="", help="Who asks; you, if nobody is named.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="Last good day.")
@click.option("--answer-hours", type=click.FloatRange(0), default=48.0, show_default=True)
@click.option("--holds", default="", help="What waits for it, such as 'wave 3'.")
@json_option
@click.pass_context
def add(
    ctx: click.Context,
    what: str,
    party: str,
    asker: str,
    due: datetime | None,
    answer_hours: float,
    holds: str,
    as_json: bool,
) -> None:
    """Ask for WHAT; its clock starts now."""
    engagement = engaged(ctx)
    day: date | None = due.date() if due else None
    who = asker or actor().who
    made = Handoff(what, party, who, engagement.now, day, answer_hours, holds)
    _said(save(engagement, "handoff", made, actor(), did="asked"), as_json)


def _take(name: str, done: str) -> None:
    """Add the command ``name``, which does the step ``done`` of a hand-off."""

    @command.command(name, help=f"Say that the hand-off KEY was {done}.")
    @click.argument("key")
    @json_option
    @click.pass_context
    def take(ctx: click.Context, key: str, as_json: bool) -> None:
        engagement = engaged(ctx)
        kept = item(engagement, "handoff", key)
        changed = kept.value.step(done, engagement.now)
        seen = kept.version
        _said(
            save(engagement, "handoff", changed, actor(), key=key, version=seen, did=done), as_json
        )


for _name, _done in STEP_OF.items():
    _take(_name, _done)


def _said(kept: Kept, as_json: bool) -> None:
    if as_json:
        print_json({"key": kept.key, "state": kept.value.state})
    else:
        click.echo(f"{kept.key} ({kept.value.what}) is {kept.value.state}.")
