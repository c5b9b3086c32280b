"""Forecast the finish of a plan, from what is agreed, who is ready and what is left to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pilotage.assess import CHECKS
from pilotage.facts.engagement import Engagement
from pilotage.facts.forecast import Forecast
from pilotage.facts.plan import Plan, Wave
from pilotage.facts.runbook import Step
from pilotage.facts.situation import Situation
from pilotage.facts.wave_readiness import WaveReadiness
from pilotage.plan import Problem
from pilotage.plan.forecast import Ask, Outcome, calibrate, forecast, network_of
from pilotage.plan.forecast.calendar import Calendar, openings
from pilotage.plan.forecast.priors import Priors, priors
from pilotage.plan.forecast.remaining import USED, Remaining
from pilotage.plan.forecast.tasks import remaining_tasks
from pilotage.plan.problem import Ints
from pilotage.runbook import fill_template, load_template

REPORT_RUNS = 5_000
"""Runs for the report, so that the main job does not wait for it."""


DAY_BEFORE = -timedelta(days=1)


@dataclass(frozen=True)
class Terms:
    """How to forecast: runs and seed, what is taken for granted, and how past forecasts did."""

    runs: int = REPORT_RUNS
    seed: int = 0
    priors: Priors = field(default_factory=priors)
    history: Sequence[Outcome] = ()


def forecast_plan(
    situation: Situation,
    problem: Problem,
    wave_of: Ints,
    plan: Plan,
    readiness: WaveReadiness,
    terms: Terms | None = None,
) -> Forecast | None:
    """Return the forecast of ``plan``; None where nothing is left to move, or nothing is agreed.

    ``wave_of`` is the wave of each unit of ``problem``, from which the plan was made.

    Raises:
        InputError: ``terms`` ask for what cannot be; names the key.
    """
    terms = terms or Terms()
    engagement = situation.engagement
    if engagement is None:
        return None
    calendar = Calendar.of(engagement)
    now = calendar.moment(situation.now)
    waves = tuple(wave for wave in plan.waves if wave.members and calendar.ends(wave) > now)
    if not waves:
        return None
    left = Remaining(
        engagement,
        situation.now,
        waves,
        {count.wave: count for count in readiness.counts},
        _steps(engagement, waves),
        openings(problem, wave_of, waves, calendar),
        terms.priors,
    )
    return forecast(
        network_of(remaining_tasks(left)),
        Ask(terms.runs, terms.seed, calendar.day_zero, engagement.migration.deadline),
        calibration=calibrate(terms.history),
        assumed=(*_behind(plan, waves), *terms.priors.sentences(USED)),
    )


def _steps(engagement: Engagement, waves: Sequence[Wave]) -> Mapping[int, tuple[Step, ...]]:
    """Return the preparing steps of each wave that take time, in the order of their moments.

    A step of the last day is left out: if it takes longer, the night begins later, and no wave
    waits for another window.
    """
    template = load_template(engagement.migration.kind, checks=CHECKS.load(), movers=())
    found = {}
    for wave in waves:
        alone = replace(wave, members=())
        book = fill_template(template, alone, engagement, names={}, last=wave is waves[-1])
        steps = [
            item
            for item in book.items
            if isinstance(item, Step) and item.starts <= DAY_BEFORE and item.minutes > 0
        ]
        found[wave.number] = tuple(sorted(steps, key=lambda step: (step.starts, step.key)))
    return found


def _behind(plan: Plan, left: Sequence[Wave]) -> tuple[str, ...]:
    """Say which waves are taken as done because their window is over."""
    over = [str(w.number) for w in plan.waves if w.members and w not in left]
    return (f"taken as done, because the window is over: wave {', '.join(over)}",) if over else ()
