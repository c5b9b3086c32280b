"""Planning: email-eu-core in ten waves against simpler orders, and how long 10 000 people take."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import orjson

from benchmarks.dependencies import DATA, snapshot
from benchmarks.figure import Figure, peak_mb, seconds_figure, timed
from pilotage.facts.tables import MAIL_TRAFFIC, USERS
from pilotage.plan import Problem, Solution, objective, problem_from_json, solve
from pilotage.plan.problem import Ints

WAVES = 10
SPARE = 1.03
"""So much more room than people: nearly every place is needed."""

SHUFFLES = 20
STANDARD_LIMIT = 60.0
PEOPLE, TEAM, MESSAGES = 10_000, 12, 5
QUICK_LIMIT = 30.0


def problem_of(name: str, departments: list[str], u: Ints, v: Ints, w: Ints) -> Problem:
    """Return people tied in pairs, to be moved in ten weekly waves."""
    n = len(departments)
    tree = {
        "format": "pilotage-wave-instance/1",
        "name": name,
        "n": n,
        "waves": {
            "k": WAVES,
            "day": list(range(0, 7 * WAVES, 7)),
            "cap_users": [int(SPARE * n / WAVES)] * WAVES,
        },
        "units": {"users": [1] * n, "dept": departments},
        "edges": {"u": u.tolist(), "v": v.tolist(), "w": w.tolist()},
    }
    return problem_from_json(orjson.dumps(tree))


def email_eu_core() -> Problem:
    """Return 1 005 real people and, as weights, in how many directions two of them write."""
    made = snapshot()
    people = made[USERS].sort("user")
    at = {user: number for number, user in enumerate(people["user"].to_list())}
    written = made[MAIL_TRAFFIC].select("sender", "recipient").to_numpy()
    pairs = np.sort([[at[one], at[other]] for one, other in written if one != other], axis=1)
    pairs, w = np.unique(pairs, axis=0, return_counts=True)
    return problem_of("email-eu-core", people["department"].to_list(), *pairs.T, w)


def invented() -> Problem:
    """Return people in teams who write to their own team four times of five."""
    rng = np.random.default_rng(1)
    team = np.arange(PEOPLE) // TEAM
    u = np.repeat(np.arange(PEOPLE), MESSAGES)
    near = np.minimum(team[u] * TEAM + rng.integers(0, TEAM, len(u)), PEOPLE - 1)
    v = np.where(rng.random(len(u)) < 0.8, near, rng.integers(0, PEOPLE, len(u)))
    return problem_of("invented", team.astype(str).tolist(), u, v, rng.integers(1, 5, len(u)))


def in_order(problem: Problem, order: Ints) -> float:
    """Return the ordered cost of filling the waves evenly with people in this order."""
    wave = np.empty(problem.n, np.int64)
    wave[order] = np.arange(problem.n) * WAVES // problem.n
    return objective(problem, wave).ordered


def solved(problem: Problem, effort: str) -> tuple[float, Solution]:
    """Return the seconds that a plan took, and the plan."""
    seconds, answer = timed(lambda: solve(problem, effort=effort))
    assert isinstance(answer, Solution)
    return seconds, answer


def figures() -> Iterator[Figure]:
    """Yield what the plan of real people costs, and how long real and invented ones take."""
    if DATA.is_dir():
        problem = email_eu_core()
        seconds, answer = solved(problem, "standard")
        yield seconds_figure("plan.email_eu_core", seconds, "limit", STANDARD_LIMIT)
        rng = np.random.default_rng(1)
        shuffled = [in_order(problem, rng.permutation(problem.n)) for _ in range(SHUFFLES)]
        by_department = in_order(problem, np.argsort(problem.units.dept, kind="stable"))
        peers = {"random": float(np.mean(shuffled)), "department": by_department}
        for peer, its_cost in peers.items():
            name, cost = f"plan.email_eu_core_over_{peer}", answer.objective.ordered
            unit = "weight x waves"
            yield Figure(name, cost, unit, f"{peer} order", its_cost, seconds, peak_mb())
    seconds, _ = solved(invented(), "quick")
    yield seconds_figure("plan.10_000_people_quick", seconds, "limit", QUICK_LIMIT)
