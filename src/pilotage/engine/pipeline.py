"""The whole product on one page: read this first.

Each function calls one room; ``prepare`` calls them in the order of a migration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import polars as pl

from pilotage.assess import CHECKS
from pilotage.assess.areas import area_states
from pilotage.assess.asked import assess
from pilotage.assess.risks import judge_risks, standing_risks
from pilotage.assess.scores import scores
from pilotage.assess.verdict import verdict
from pilotage.assess.waves import wave_readiness
from pilotage.collect.files.folder import Reading, read_folder
from pilotage.dependencies import RULES, map_dependencies
from pilotage.engine.forecasting import forecast_plan
from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import InputError
from pilotage.facts.finding import Finding
from pilotage.facts.forecast import Forecast
from pilotage.facts.plan import Plan
from pilotage.facts.runbook import Runbook
from pilotage.facts.situation import Situation
from pilotage.facts.wave_readiness import WaveReadiness
from pilotage.handover.material import Material
from pilotage.plan.build import build_problem
from pilotage.plan.conflict import Conflict
from pilotage.plan.problem import Problem
from pilotage.plan.published import as_plan
from pilotage.plan.solve import Solution, solve
from pilotage.runbook import fill_template, load_template

Report = Callable[[str, int, int], None]
"""Called with what is being done, how far it is, and how far it will go."""


def collect(
    paths: Iterable[Path],
    side: str,
    now: datetime,
    report: Report,
    tenant: str = "",
    *,
    exact: bool = False,
) -> Reading:
    """Read the exports of one environment, as of ``now`` or of the moment that they state.

    ``exact`` says that ``now`` counts whatever they state.
    """

    def tell(file: str, done: int, of: int) -> None:
        report(f"Read the {side} (MB)", done // 1024**2, max(of // 1024**2, 1))

    return read_folder(
        list(paths), side=side, taken_at=now, exact=exact, tenant=tenant, progress=tell
    )


def judge(situation: Situation, report: Report) -> tuple[Finding, ...]:
    """Ask every check in the order of the catalogue; those that judge findings come last."""
    checks = sorted(CHECKS.load().values(), key=lambda each: each.judge_findings is not None)
    found: list[Finding] = []
    for done, check in enumerate(checks, start=1):
        report("Assess (checks)", done, len(checks))
        found += assess(situation, [check], found)
    return tuple(found)


def tie(situation: Situation) -> DependencyGraph:
    """Map the dependencies of the source; of the target where there is no source."""
    snapshot = next(situation.snapshots())
    return map_dependencies(snapshot, situation.engagement, RULES.load().values())


@dataclass(frozen=True)
class Planned:
    """The problem as it was given to the planner, its answer, and the plan if there is one.

    ``seconds`` is how long the answer took.
    """

    problem: Problem
    answer: Solution | Conflict
    plan: Plan | None
    seconds: float


Solve = Callable[[Problem, DependencyGraph], Planned]
"""How a problem is answered: by solving it, or by remembering the answer to the same one."""


def problem_of(situation: Situation, graph: DependencyGraph) -> Problem | None:
    """Build the planning problem; None without a source or an engagement file.

    Raises:
        InputError: what was agreed allows no plan at all, or there is nothing to move.
    """
    if situation.source is None or situation.engagement is None:
        return None
    return build_problem(graph, situation.source, situation.engagement, situation.now)


def answer(
    problem: Problem,
    graph: DependencyGraph | None = None,
    *,
    effort: str,
    report: Report,
    seed: int | None = None,
) -> Planned:
    """Solve a planning problem, with progress and the time that it took."""

    def tell(what: str, share: float) -> None:
        report("Plan (%)", round(share * 100), 100)

    began = perf_counter()
    found = solve(problem, effort=effort, seed=seed, progress=tell)
    seconds = perf_counter() - began
    plan = None if isinstance(found, Conflict) else as_plan(problem, found, graph)
    return Planned(problem, found, plan, seconds)


def write_runbooks(
    engagement: Engagement, plan: Plan, graph: DependencyGraph
) -> tuple[Runbook, ...]:
    """Write one runbook per wave that moves anything; it lists people where there are any."""
    names = graph.names
    people = set(graph.units.filter(pl.col("kind") == "user")["unit"])
    template = load_template(engagement.migration.kind, checks=CHECKS.load(), movers=())
    moving = [wave for wave in plan.waves if wave.members]
    return tuple(
        fill_template(
            template,
            replace(wave, members=tuple(filter(people.__contains__, wave.members)) or wave.members),
            engagement,
            names=names,
            last=wave is moving[-1],
        )
        for wave in moving
    )


@dataclass(frozen=True)
class Prepared:
    """All that the main job found out: what the report is written from, and the plan's problem.

    ``planned`` is None where no problem could be built; then ``material.conflict`` says why.
    """

    material: Material
    planned: Planned | None


def prepare(situation: Situation, solve_it: Solve, report: Report) -> Prepared:
    """Walk from what was read to the runbooks."""
    findings = judge(situation, report)
    graph = tie(situation)
    planned, conflict = _plan(situation, graph, solve_it)
    plan = planned.plan if planned else None
    engagement = situation.engagement
    areas = area_states(findings, engagement, situation.now.date())
    risks = judge_risks(standing_risks(CHECKS.load()), findings)
    finish = finish_of(plan, engagement)
    readiness = wave_readiness(situation, plan) if plan else None
    material = Material(
        situation=situation,
        findings=findings,
        areas=areas,
        risks=risks,
        verdict=verdict(areas, risks, findings, engagement, situation.now, finish=finish),
        graph=graph,
        plan=plan,
        conflict=conflict,
        runbooks=write_runbooks(engagement, plan, graph) if engagement and plan else (),
        names=graph.names,
        scores=scores(CHECKS, findings, situation),
        readiness=readiness,
        forecast=_forecast(situation, planned, readiness),
    )
    return Prepared(material, planned)


def _plan(
    situation: Situation, graph: DependencyGraph, solve_it: Solve
) -> tuple[Planned | None, tuple[str, ...]]:
    """Return the plan, or the sentences that say why there is none."""
    try:
        problem = problem_of(situation, graph)
    except InputError as error:
        return None, (str(error),)
    if problem is None:
        return None, ()
    planned = solve_it(problem, graph)
    says = planned.answer.says if isinstance(planned.answer, Conflict) else ()
    return planned, says


def _forecast(
    situation: Situation, planned: Planned | None, readiness: WaveReadiness | None
) -> Forecast | None:
    """Return when the last wave ends, in few runs; None without a plan."""
    if planned is None or planned.plan is None or readiness is None:
        return None
    if isinstance(planned.answer, Conflict):
        return None
    wave_of = planned.answer.wave
    return forecast_plan(situation, planned.problem, wave_of, planned.plan, readiness)


def finish_of(plan: Plan | None, engagement: Engagement | None) -> date | None:
    """Return the day of the last wave that moves anybody."""
    moving = [wave for wave in plan.waves if wave.members] if plan else []
    if not moving or engagement is None:
        return None
    last = moving[-1]
    if last.ends_at:
        return last.ends_at.date()
    return engagement.migration.starts_on + timedelta(days=last.day)
