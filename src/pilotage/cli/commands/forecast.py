"""Forecast when the last wave ends: the range, the chance of the deadline, what drives it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

from pilotage.assess.waves import wave_readiness
from pilotage.cli.assumptions import assume_option
from pilotage.cli.failure import CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE
from pilotage.cli.forecasted import forecast_json, print_forecast
from pilotage.cli.show import json_option, print_json
from pilotage.engine.forecasting import Terms, forecast_plan
from pilotage.engine.plans import standing_plan
from pilotage.engine.run import stored_situation
from pilotage.facts.errors import NotKnown
from pilotage.facts.forecast import Forecast
from pilotage.plan import as_plan
from pilotage.plan.forecast import Outcome
from pilotage.plan.forecast.history import read_history
from pilotage.plan.forecast.priors import priors
from pilotage.store.clock import now_in
from pilotage.store.home import read_file

RUNS = 20_000


@click.command("forecast")
@click.option("--runs", type=int, default=RUNS, show_default=True, help="Simulated runs.")
@click.option("--seed", type=int, default=0, show_default=True)
@assume_option
@click.option(
    "--history",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV of finished migrations: p20, p80, finished, p_by_deadline, deadline.",
)
@click.option("--at-least", type=click.FloatRange(0, 1), help="The chance that is wanted.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    runs: int,
    seed: int,
    assume: Mapping[str, float],
    history: Path | None,
    at_least: float | None,
    as_json: bool,
) -> None:
    """Simulate what is left of the plan at home, many times, from today on.

    The same plan on the same day with the same seed gives the same numbers. With --at-least,
    exit code 3: the chance of the deadline is lower. 4: there is no deadline.
    """
    now = now_in(ctx.obj)
    known = priors(assume, today=now.date())
    terms = Terms(runs, seed, known, _history(history) if history else ())
    name, found = _forecast(ctx.obj, now, terms)
    if as_json:
        print_json(forecast_json(name, found))
    else:
        print_forecast(name, found)
    if at_least is not None:
        ctx.exit(_code(found, at_least))


def _forecast(home: Path, now: datetime, terms: Terms) -> tuple[str, Forecast]:
    """Return the name of the plan at home and its forecast.

    Raises:
        NotKnown: there is no plan, no source snapshot, or nothing left to move.
    """
    problem, solution = standing_plan(home)
    situation = stored_situation(home, now)
    if situation.source is None:
        raise NotKnown(f"there is no source snapshot in {home}; collect files first")
    plan = as_plan(problem, solution)
    readiness = wave_readiness(situation, plan)
    found = forecast_plan(situation, problem, solution.wave, plan, readiness, terms)
    if found is None:
        raise NotKnown(f"nothing of the plan in {home} is left to move")
    return plan.name, found


def _history(path: Path) -> tuple[Outcome, ...]:
    outcomes, refused = read_history(read_file(path), path)
    for refusal in refused:
        click.echo(f"refused: {refusal.where}: {refusal.why}", err=True)
    return outcomes


def _code(found: Forecast, wanted: float) -> int:
    if found.p_by_deadline is None:
        return NOT_ENOUGH_EVIDENCE
    return 0 if found.p_by_deadline >= wanted else CRITERIA_NOT_MET
