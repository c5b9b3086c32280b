"""Planning: what waves cost beside METIS and departments, and how time grows with the network.

``MILLION=1 make bench ONLY=plan`` adds a million units; that takes six minutes more.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import orjson

from benchmarks.dependencies import DATA, snapshot
from benchmarks.figure import Figure, peak_mb, seconds_figure, timed
from benchmarks.invented import GIANT, HUBS, MAIL, Shape, department_of, ties_of
from benchmarks.peers import by_department, by_metis
from benchmarks.proven import proofs
from pilotage.facts.tables import MAIL_TRAFFIC, USERS
from pilotage.plan import Problem, Solution, objective, problem_from_json, solve
from pilotage.plan.problem import Floats, Ints
from pilotage.plan.warm import warm

SPARE = 1.03
"""So much more room than people: nearly every place is needed."""

LIMITS = {"email_eu_core": 10.0, "37k": 15.0, "265k": 60.0, "million": 600.0}
"""Seconds on two idle cores; what is measured is processor time, which load disturbs less."""

LINEAR, GROWTH = 1.2, 4
"""Growth with the number of ties, measured between two networks of which one is so much larger."""


def problem_of(name: str, dept: list[str], ties: tuple[Ints, Ints, Floats], k: int) -> Problem:
    """Return people tied in pairs, to be moved in ``k`` weekly waves."""
    n, (u, v, w) = len(dept), ties
    day, room = list(range(0, 7 * k, 7)), math.ceil(SPARE * n / k)
    tree = {
        "format": "pilotage-wave-instance/1",
        "name": name,
        "n": n,
        "waves": {"k": k, "day": day, "cap_users": [room] * k},
        "units": {"users": [1] * n, "dept": dept},
        "edges": {"u": u.tolist(), "v": v.tolist(), "w": w.tolist()},
    }
    return problem_from_json(orjson.dumps(tree))


def email_eu_core(k: int) -> Problem:
    """Return 1 005 real people and, as weights, in how many directions two of them write."""
    made = snapshot()
    people = made[USERS].sort("user")
    at = {user: number for number, user in enumerate(people["user"].to_list())}
    written = made[MAIL_TRAFFIC].select("sender", "recipient").to_numpy()
    pairs = np.sort([[at[one], at[other]] for one, other in written if one != other], axis=1)
    pairs, w = np.unique(pairs, axis=0, return_counts=True)
    ties = pairs[:, 0], pairs[:, 1], w.astype(np.float64)
    return problem_of("email_eu_core", people["department"].to_list(), ties, k)


def invented(name: str, shape: Shape, k: int) -> Problem:
    """Return an invented organisation of this shape."""
    dept = department_of(shape)
    return problem_of(name, dept.astype(str).tolist(), ties_of(shape, dept), k)


def solved(problem: Problem, effort: str = "standard") -> tuple[float, Solution]:
    """Return the seconds of processor time that a plan took, and the plan."""
    began = time.process_time()
    answer = solve(problem, effort=effort)
    assert isinstance(answer, Solution)
    return time.process_time() - began, answer


def per_weight(problem: Problem, wave: Ints) -> float:
    """Return how many waves a tie spans on average, by weight."""
    return objective(problem, wave).ordered / (problem.total_weight or 1.0)


def compared(problem: Problem) -> Iterator[Figure]:
    """Yield the cost of a plan beside that of METIS and of departments, and its time."""
    seconds, answer = solved(problem)
    cost = per_weight(problem, answer.wave)
    name = f"plan.{problem.name}_{problem.waves.k}_waves"
    for peer, find in (("METIS, ordered", by_metis), ("by department", by_department)):
        _, wave = timed(lambda find=find: find(problem))
        its_cost = per_weight(problem, wave)
        label = f"{name}_over_{peer.split(',')[0].split()[-1].lower()}"
        yield Figure(label, cost, "waves/weight", peer, its_cost, seconds, peak_mb())
    yield seconds_figure(name, seconds, "limit", LIMITS[problem.name])


def growth() -> Figure:
    """Return the exponent with which processor time grows with the number of ties."""
    large = replace(MAIL, n=GROWTH * MAIL.n, ties=GROWTH * MAIL.ties)
    took = [solved(invented("growth", shape, 20), "quick")[0] for shape in (MAIL, large)]
    exponent = math.log(took[1] / took[0], GROWTH)
    return Figure("plan.growth", exponent, "exponent", "limit", LINEAR, sum(took), peak_mb())


def figures() -> Iterator[Figure]:
    """Yield cost and time of real and invented networks, and how time grows."""
    warm()
    yield from proofs(solved)
    if DATA.is_dir():
        for k in (4, 10, 20):
            yield from compared(email_eu_core(k))
    for k in (20, 60):
        yield from compared(invented("37k", MAIL, k))
    yield from compared(invented("265k", HUBS, 40))
    yield growth()
    if os.environ.get("MILLION"):
        yield from compared(invented("million", GIANT, 60))
