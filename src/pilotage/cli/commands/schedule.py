"""Put every task of the plan on the calendar: when, who, how much slack, and what sets the end."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine import pipeline
from pilotage.engine.plans import standing_plan
from pilotage.engine.run import stored_situation
from pilotage.engine.scheduling import Calendar, calendar_of
from pilotage.facts.clock import Clock, lasting
from pilotage.facts.errors import NotKnown
from pilotage.plan import as_plan
from pilotage.store.clock import now_in

COLUMNS = ("task", "starts", "ends", "slack", "who", "waits for")


@click.command("schedule")
@click.option("--effort", type=click.Choice(["quick", "standard", "best"]), default="standard")
@click.option("--wave", type=int, help="Show the tasks of this wave only.")
@json_option
@click.pass_context
def command(ctx: click.Context, effort: str, wave: int | None, as_json: bool) -> None:
    """Schedule the tasks of all runbooks, the copy passes and the promises of vendors.

    Exit code 3: something cannot be done before its window or the deadline; what binds is named.
    """
    found, clock = _read(ctx.obj, effort)
    if as_json:
        print_json(_plain(found))
        return
    shown = [each for each in found.tasks if wave is None or each.id.startswith(f"wave-{wave}/")]
    rows = [
        (
            each.title,
            clock.moment(each.starts),
            clock.moment(each.ends),
            _slack(each.slack),
            _few(each.who),
            each.binding,
        )
        for each in shown
    ]
    print_table(f"Ends {clock.moment(found.ends)}", COLUMNS, rows)
    titles = {each.id: each.title for each in found.tasks}
    click.echo("Critical path: " + ", then ".join(titles[id] for id in found.critical))
    for number, limits in found.fills.items():
        if limits and wave in (None, number):
            click.echo(f"Wave {number} is bound by {limits[0]}")
    for each in found.unassessed:
        click.echo(f"not assessed: {each}")


def _read(home: Path, effort: str) -> tuple[Calendar, Clock]:
    """Return the calendar of the plan at home, seen now.

    Raises:
        NotKnown: there is no plan, no engagement file or no source snapshot.
    """
    now = now_in(home)
    problem, solution = standing_plan(home)
    situation = stored_situation(home, now)
    engagement = situation.engagement
    if situation.source is None or engagement is None:
        raise NotKnown(f"{home} has no source snapshot with an engagement file; run first")
    graph = pipeline.tie(situation)
    plan = as_plan(problem, solution, graph)
    runbooks = pipeline.write_runbooks(engagement, plan, graph)
    found = calendar_of(situation.source, engagement, plan, runbooks, now, effort)
    return found, Clock.of(engagement.migration.time_zone)


def _slack(slack: timedelta) -> str:
    """Return a slack of more than two days in whole days, a smaller one to the minute."""
    return f"{slack.days} days" if slack.days > 1 else lasting(slack)


def _few(names: str) -> str:
    """Return the first names of a list, and how many there are beside."""
    first, *others = names.split(", ")
    return f"{first} and {len(others)} more" if others else first


def _plain(found: Calendar) -> dict[str, object]:
    return {
        "ends": found.ends,
        "proven": found.proven,
        "critical": found.critical,
        "tasks": [
            {
                "task": each.id,
                "title": each.title,
                "starts": each.starts,
                "ends": each.ends,
                "slack_minutes": each.slack.total_seconds() / 60,
                "who": each.who,
                "binding": each.binding,
                "critical": each.critical,
            }
            for each in found.tasks
        ],
        "waves": [
            {
                "wave": number,
                "limits": [{"says": str(each), "share": each.share} for each in limits],
            }
            for number, limits in found.fills.items()
        ],
        "not_assessed": found.unassessed,
    }
