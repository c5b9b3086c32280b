"""Move people between waves, or a wave to another day: show the effect, then keep the new plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

import numpy as np

from pilotage.assess.waves import wave_readiness
from pilotage.engine.effect import Effect, Side, compared
from pilotage.engine.forecasting import forecast_plan
from pilotage.engine.pipeline import Planned, Report, finish_of, prepare, tie
from pilotage.engine.plans import BATCHES, CHANGES, changes_at, standing_plan
from pilotage.engine.recording import record
from pilotage.engine.replanning import day_of
from pilotage.engine.run import outputs_of, stored_situation
from pilotage.facts.actor import Actor
from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.errors import ChangedMeanwhile, Infeasible, NotKnown
from pilotage.facts.situation import Situation
from pilotage.plan import Changes, Conflict, Problem, Solution, as_plan, changed, replan
from pilotage.plan import held_waves as held_of
from pilotage.plan.changes import Slip
from pilotage.plan.check import unmet_wishes
from pilotage.plan.moving import announced, has_run, moved, newly_broken
from pilotage.plan.objective import objective
from pilotage.plan.problem import Ints
from pilotage.store.agreed import agreed
from pilotage.store.home import writing
from pilotage.store.models import Engagement, Run
from pilotage.store.publish import publish
from pilotage.store.runs import latest

PLAN = "plan"
"""The kind of a run in which only the plan was changed."""

NAMED = 3
"""So many people are named in a refusal."""


@dataclass(frozen=True)
class Standing:
    """The plan of an engagement as it stands, and what it was made from."""

    situation: Situation
    problem: Problem
    wave: Ints

    @classmethod
    def of(cls, engagement: Engagement, folder: Path, now: datetime) -> Standing:
        """Read the plan of an engagement.

        Raises:
            NotKnown: there is no plan, or nothing was read of the source.
        """
        problem, solution = standing_plan(folder)
        situation = replace(stored_situation(folder, now), engagement=agreed(engagement))
        if situation.source is None:
            raise NotKnown(f"nothing was read of the source of {engagement}; collect it first")
        return cls(situation, problem, solution.wave)

    @cached_property
    def graph(self) -> DependencyGraph:
        """Return the dependencies of the source."""
        return tie(self.situation)

    @property
    def today(self) -> int:
        """Return today as a day of the plan."""
        return day_of(self.problem, self.situation.now)

    def broken(self, problem: Problem, wave: Ints) -> tuple[str, ...]:
        """Return the hard rules that another plan would break, in words."""
        terms = self.situation.engagement
        assert terms is not None
        now = newly_broken((self.problem, self.wave), (problem, wave), terms, self.graph.names)
        return (*has_run(self.problem, self.wave, wave, self.today), *now)

    def planned(self, problem: Problem, wave: Ints) -> Planned:
        """Return waves that people chose as an answered problem."""
        unmet = tuple(unmet_wishes(problem, wave))
        answer = Solution(wave, objective(problem, wave), problem.seed, "", unmet)
        return Planned(problem, answer, as_plan(problem, answer, self.graph), 0.0)

    def side(self, problem: Problem, wave: Ints) -> Side:
        """Return a plan with its forecast, to be compared with another."""
        plan = self.planned(problem, wave).plan
        assert plan is not None
        readiness = wave_readiness(self.situation, plan)
        seen = forecast_plan(self.situation, problem, wave, plan, readiness)
        return Side(plan, seen, finish_of(plan, self.situation.engagement))


def effect_of(standing: Standing, moves: Mapping[str, int]) -> Effect:
    """Return what ``moves``, a wave by unit, would change, and a better way if they break a rule.

    Raises:
        NotKnown: the plan has no such unit, or no such wave.
    """
    problem, after = standing.problem, moved(standing.problem, standing.wave, moves)
    before = standing.side(problem, standing.wave)
    made = _effect(standing, before, after)
    repaired = _repaired(standing, moves) if made.broken else None
    return replace(
        made, better=_effect(standing, before, repaired) if repaired is not None else None
    )


def _effect(standing: Standing, before: Side, after: Ints) -> Effect:
    problem, wave = standing.problem, standing.wave
    held = np.flatnonzero(held_of(problem, standing.today)).tolist()
    different = np.flatnonzero(wave != after).tolist()
    return compared(
        before,
        standing.side(problem, after),
        moves={problem.units.id[unit]: int(after[unit]) for unit in different},
        people=float(problem.units.load[different, 0].sum()),
        broken=standing.broken(problem, after),
        warnings=tuple(announced(problem, wave, after, held)),
    )


def _repaired(standing: Standing, moves: Mapping[str, int]) -> Ints | None:
    """Return the plan in which ``moves`` hold and the fewest others move; None if there is none."""
    problem = standing.problem
    pin = problem.units.pin.copy()
    for number, unit in enumerate(problem.units.id):
        pin[number] = moves.get(unit, pin[number])
    run = problem.waves.day[standing.wave] <= standing.today
    pin = np.where(run, standing.wave, pin)
    pinned = replace(problem, units=replace(problem.units, pin=pin))
    found = replan(pinned, standing.wave, effort="quick")
    return None if isinstance(found, Conflict) else found.points[0].solution.wave


def move_units(
    engagement: Engagement,
    folder: Path,
    moves: Mapping[str, int],
    *,
    seen: int,
    now: datetime,
    report: Report,
    by: Actor,
) -> Run:
    """Keep the plan in which ``moves`` hold as a new run; ``seen`` is the run people looked at.

    Raises:
        ChangedMeanwhile: another run came in between; says whose.
        Infeasible: a hard rule would be broken; names each.
    """
    with writing(folder):
        refuse_stale(engagement, seen)
        standing = Standing.of(engagement, folder, now)
        after = moved(standing.problem, standing.wave, moves)
        if broken := standing.broken(standing.problem, after):
            raise Infeasible(broken)
        planned = standing.planned(standing.problem, after)
        return _keep(engagement, folder, standing, planned, report, by)


def move_wave(
    engagement: Engagement, folder: Path, slip: Slip, *, now: datetime, report: Report, by: Actor
) -> Run:
    """Keep the plan in which a wave is so many days later; later ones are pushed if need be.

    Raises:
        Infeasible: a hard rule would be broken, such as a freeze; names each with its reason.
        InputError: the plan has no such wave.
    """
    with writing(folder):
        standing = Standing.of(engagement, folder, now)
        changes = Changes(slip=(slip,))
        problem = changed(standing.problem, changes)
        if broken := tuple(_too_early(standing, problem)) + standing.broken(problem, standing.wave):
            raise Infeasible(broken)
        history = BATCHES.dump_json((*changes_at(folder), changes), indent=2)
        planned = standing.planned(problem, standing.wave)
        return _keep(engagement, folder, standing, planned, report, by, {CHANGES: history})


def refuse_stale(engagement: Engagement, seen: int) -> None:
    """Refuse what was decided looking at an older plan.

    Raises:
        ChangedMeanwhile: says who made which run, and in which waves people changed.
    """
    standing = latest(engagement)
    if standing.number == seen:
        return
    changed_waves = _differences(engagement, seen, standing)
    raise ChangedMeanwhile(
        f"{standing.by} made plan {standing.number} while you looked at plan {seen}; "
        f"nothing was saved. {changed_waves} Look at the board again.",
        standing,
    )


def _differences(engagement: Engagement, seen: int, standing: Run) -> str:
    was = dict(engagement.runs.filter(number=seen).values_list("members__unit", "members__wave"))
    rows = standing.members.values_list("unit", "name", "wave")
    gone = [name for unit, name, wave in rows if unit in was and was[unit] != wave]
    if not gone:
        return "Nobody is in another wave."
    rest = f" and {len(gone) - NAMED} more" if len(gone) > NAMED else ""
    return f"In another wave now: {', '.join(gone[:NAMED])}{rest}."


def _too_early(standing: Standing, problem: Problem) -> Iterator[str]:
    """Yield the waves that would leave or enter the past."""
    before, after = standing.problem.waves.day, problem.waves.day
    for number in np.flatnonzero(before != after).tolist():
        if min(before[number], after[number]) <= standing.today:
            yield f"wave {number} lies in the past, before or after the move"


def _keep(
    engagement: Engagement,
    folder: Path,
    standing: Standing,
    planned: Planned,
    report: Report,
    by: Actor,
    more: Mapping[str, bytes] | None = None,
) -> Run:
    """Judge everything with the new plan, put its files in place, and keep it as a run."""
    prepared = prepare(standing.situation, lambda problem, graph: planned, report)
    publish(folder, outputs_of(prepared) | dict(more or {}))
    return record(prepared, engagement, folder, standing.situation.now, by, PLAN)


def units_of(run: Run, people: Mapping[str, int]) -> dict[str, int]:
    """Return ``people``, a wave by unit, without those who are in that wave already."""
    standing = dict(run.members.filter(unit__in=list(people)).values_list("unit", "wave"))
    return {unit: wave for unit, wave in people.items() if standing.get(unit, wave) != wave}
