"""Where the migration stands: one word, why, how sure, and who waits for whom."""

from __future__ import annotations

from typing import Any

import click

from pilotage.assess.exposure import top_risk
from pilotage.cli.engaged import engaged
from pilotage.cli.show import json_option, print_json
from pilotage.engine.status import Standing, standing
from pilotage.facts.clock import Clock
from pilotage.facts.stage import Stage
from pilotage.store.models import Engagement


@click.command("status")
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Where the migration stands: one word, why, how sure, and who waits for whom."""
    engagement = engaged(ctx)
    found = standing(engagement, engagement.now)
    if as_json:
        print_json(_plain(engagement, found))
    else:
        _print(engagement, found)


def _plain(engagement: Engagement, found: Standing) -> dict[str, Any]:
    forecast = found.forecast
    return {
        "migration": str(engagement),
        "status": found.status.state,
        "stage": Stage(engagement.stage).title,
        "reasons": found.status.reasons,
        "last_known": found.status.last,
        "deadline": found.agreed.migration.deadline,
        "p_by_deadline": forecast.p_by_deadline if forecast else None,
        "p_by_deadline_error": forecast.chance_error if forecast else None,
        "runs": forecast.runs if forecast else None,
        "slack_working_days": forecast.slack if forecast else None,
        "top_risk": top_risk(found.risks),
        "as_of": engagement.now,
        "run": found.run.number,
    }


def _print(engagement: Engagement, found: Standing) -> None:
    status, forecast = found.status, found.forecast
    clock = Clock.of(engagement.time_zone)
    click.echo(f"{engagement.name}: {status.state.value} ({Stage(engagement.stage).title})")
    if status.last:
        click.echo(f"Last known: {status.last[0]} on {clock.moment(status.last[1])}")
    for place, each in enumerate(status.reasons, start=1):
        click.echo(f"  {place}. {each.says} {each.waits} [{each.basis}, {each.source}]")
    if forecast is None or forecast.p_by_deadline is None:
        click.echo("Chance of the hard date: unknown, there is no date or nothing to forecast.")
    else:
        error = (forecast.chance_error or 0) * 100
        chance = f"{forecast.p_by_deadline:.0%} (+-{error:.0f}, {forecast.runs:,} runs)"
        slack = f"{forecast.slack} working days of slack"
        click.echo(f"Chance of {clock.day(forecast.deadline)}: {chance}; {slack}.")
    click.echo(f"As of {clock.moment(engagement.now)}, run {found.run.number}.")
