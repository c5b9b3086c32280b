"""Estimate weeks and hours of a migration from a few numbers, before anything is measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from pilotage.cli.assumptions import assume_option
from pilotage.cli.show import json_option, print_json
from pilotage.engine.estimating import estimate_scope
from pilotage.engine.forecasting import Terms
from pilotage.facts.runbook import Kind
from pilotage.plan.forecast.estimate import Estimate
from pilotage.plan.forecast.priors import priors
from pilotage.plan.forecast.scope import Scope

RUNS = 20_000
WHAT = {"users": "people", "applications": "applications", "gigabytes": "gigabytes"}


@click.command("estimate")
@click.option("--users", type=int, required=True, help="People who move.")
@click.option("--apps", type=int, required=True, help="Applications they sign in to.")
@click.option("--type", "kind", type=click.Choice([kind.value for kind in Kind]), required=True)
@click.option("--gb", type=float, help="Gigabytes of mail and files, where known.")
@click.option("--runs", type=int, default=RUNS, show_default=True, help="Simulated runs.")
@click.option("--seed", type=int, default=0, show_default=True)
@assume_option
@json_option
def command(
    users: int,
    apps: int,
    kind: str,
    gb: float | None,
    runs: int,
    seed: int,
    assume: Mapping[str, float],
    as_json: bool,
) -> None:
    """Give the range of weeks until the last wave ends and of hours of work.

    The numbers rest on published figures and assumptions, each with its source in --json. More
    people, applications or gigabytes never make the range shorter.
    """
    scope = Scope(users, apps, Kind(kind), gb)
    found = estimate_scope(scope, Terms(runs, seed, priors(assume)))
    if as_json:
        print_json(_plain(found))
    else:
        _print(found)


def _plain(found: Estimate) -> dict[str, Any]:
    names = ("p20", "p50", "p80")
    return {
        "users": found.scope.users,
        "applications": found.scope.applications,
        "type": found.scope.kind,
        "gb": found.gb,
        "waves": found.waves,
        "weeks": {name: round(value, 1) for name, value in zip(names, found.weeks, strict=True)},
        "hours": {name: round(value) for name, value in zip(names, found.hours, strict=True)},
        "drivers": [
            {"input": name, "weeks_saved_by_half": round(weeks, 1)} for name, weeks in found.inputs
        ],
        "uncertainties": [
            {"cause": each.cause, "wins_weeks": round(each.days / 7, 1)}
            for each in found.forecast.drivers
        ],
        "seed": found.forecast.seed,
        "runs": found.forecast.runs,
        "calibrated": found.forecast.calibrated,
        "unknown": found.unknown,
        "assumed": found.assumed,
    }


def _print(found: Estimate) -> None:
    low, likely, high = found.weeks
    few, middle, many = found.hours
    click.echo(f"{low:.0f} to {high:.0f} weeks (P20 to P80), P50 {likely:.0f}, in about ", nl=False)
    click.echo(f"{found.waves} wave{'s' if found.waves != 1 else ''} with the pilot")
    click.echo(f"{few:,.0f} to {many:,.0f} hours of work (P20 to P80), P50 {middle:,.0f}")
    click.echo("\nDriven by:")
    for place, (name, weeks) in enumerate(found.inputs, start=1):
        click.echo(f"  {place}. {WHAT[name]}: half as many would save {weeks:.1f} weeks")
    click.echo("\nWhat widens the range:")
    for place, each in enumerate(found.forecast.drivers, start=1):
        click.echo(f"  {place}. {each.cause}: without it {each.days / 7:.1f} weeks less on average")
    click.echo("\nNot known to an estimate:")
    for says in found.unknown:
        click.echo(f"  - {says}")
    click.echo(
        f"\nNot calibrated. {found.forecast.runs:,} runs, seed {found.forecast.seed}, ", nl=False
    )
    click.echo(f"{len(found.assumed)} assumptions; --json lists them with their sources.")
