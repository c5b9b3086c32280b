"""The plan as the other rooms know it: waves with windows, what is cut, and why."""

from __future__ import annotations

import numpy as np
import polars as pl

from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.plan import Cut, Plan, Wave
from pilotage.plan.problem import Ints, Problem
from pilotage.plan.reasons import assumptions, reasons
from pilotage.plan.solve import Solution
from pilotage.plan.totals import Total, totals

CUTS = 1000
"""So many cut dependencies are kept, the most costly first."""


def as_plan(problem: Problem, solution: Solution, graph: DependencyGraph | None = None) -> Plan:
    """Return the plan with its used waves, its most costly cuts, and a reason for every unit.

    With ``graph``, which the problem was built from, reasons call units by name and cuts say
    because of what; without it there are ids, and the type of the edge alone.
    """
    ids, wave = problem.units.id, solution.wave
    names = graph.names if graph else {}
    members: dict[int, list[str]] = {}
    for id, number in zip(ids, wave.tolist(), strict=True):
        members.setdefault(number, []).append(id)
    return Plan(
        problem.name,
        tuple(_wave(problem, total, tuple(members[total.wave])) for total in totals(problem, wave)),
        dict(zip(ids, wave.tolist(), strict=True)),
        solution.objective,
        _cuts_of_graph(problem, wave, graph) if graph else _cuts_of_problem(problem, wave),
        dict(zip(ids, reasons(problem, wave, names), strict=True)),
        solution.seed,
        assumptions(problem),
    )


def _wave(problem: Problem, total: Total, members: tuple[str, ...]) -> Wave:
    window = problem.waves.window[total.wave] if problem.waves.window else (None, None)
    caps = [cap if np.isfinite(cap) else -1.0 for cap in total.cap]
    return Wave(
        total.wave,
        total.day,
        members,
        users=total.load[0],
        gb=total.load[1],
        tickets=total.load[2],
        cap_users=caps[0],
        cap_gb=caps[1],
        cap_tickets=caps[2],
        binding=total.binding,
        starts_at=window[0],
        ends_at=window[1],
        pilot=total.wave == problem.waves.pilot,
    )


def _cuts_of_graph(problem: Problem, wave: Ints, graph: DependencyGraph) -> tuple[Cut, ...]:
    at = pl.DataFrame({"unit": problem.units.id, "wave": wave})
    cut = (
        graph.edges.join(at.rename({"unit": "dependent", "wave": "its"}), on="dependent")
        .join(at.rename({"unit": "needs", "wave": "theirs"}), on="needs")
        .with_columns(waves_apart=(pl.col("its") - pl.col("theirs")).abs())
        .filter(pl.col("waves_apart") > 0)
        .with_columns(costs=pl.col("weight") * pl.col("waves_apart"))
        .sort(["costs", "dependent", "needs", "rule"], descending=[True, False, False, False])
        .head(CUTS)
    )
    columns = ("dependent", "needs", "weight", "rule", "because", "waves_apart")
    return tuple(Cut(*row) for row in cut.select(columns).iter_rows())


def _cuts_of_problem(problem: Problem, wave: Ints) -> tuple[Cut, ...]:
    edges, ids = problem.edges, problem.units.id
    apart = np.abs(wave[edges.u] - wave[edges.v])
    order = np.lexsort((edges.v, edges.u, -edges.w * apart))[: min(CUTS, int((apart > 0).sum()))]
    types = dict(enumerate(problem.etypes))
    return tuple(
        Cut(ids[u], ids[v], w, types.get(t, ""), "", far)
        for u, v, w, t, far in zip(
            edges.u[order].tolist(),
            edges.v[order].tolist(),
            edges.w[order].tolist(),
            edges.t[order].tolist(),
            apart[order].tolist(),
            strict=True,
        )
    )
