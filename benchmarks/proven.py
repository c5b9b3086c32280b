"""Random problems of 30 units and four waves: of how many the optimum is proven.

Dense and sparse networks and teams, tight and loose waves, and every fourth with rules of all
kinds or with a pilot.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import orjson

from benchmarks.figure import Figure, peak_mb
from pilotage.plan import Problem, Solution, problem_from_json
from pilotage.plan.problem import Ints

SEEDS, UNITS, WAVES = range(1, 64, 5), 30, 4
LIMIT = 60.0
"""Seconds within which each is to be proven."""

TEAM = 6
DENSE, SPARE = (0.1, 0.3, 0.6, 1.0), (1.05, 1.15, 1.3, 1.6)

TOLERANCE = 1e-6


def small_problem(seed: int) -> Problem:
    """Return the problem of this number."""
    rng = np.random.default_rng(seed)
    density, spare = DENSE[seed // 4 % 4], SPARE[seed // 16 % 4]
    u, v = np.triu_indices(UNITS, 1)
    near = np.where(u // TEAM == v // TEAM, 0.8, 0.3 * density)
    tied = rng.random(len(u)) < (near if seed % 4 == 0 else density)
    tree: dict[str, Any] = {
        "format": "pilotage-wave-instance/1",
        "n": UNITS,
        "waves": {"k": WAVES, "day": [7, 14, 21, 28]},
        "units": {"users": [1] * UNITS, "dept": (np.arange(UNITS) // TEAM).tolist()},
        "edges": {"u": u[tied].tolist(), "v": v[tied].tolist()},
    }
    tree["waves"]["cap_users"] = [math.ceil(spare * UNITS / WAVES)] * WAVES
    tree["edges"]["w"] = rng.integers(1, 10, int(tied.sum())).tolist()
    tree |= {2: _rules(rng), 3: _pilot(rng.permutation(UNITS))}.get(seed % 4, {})
    return problem_from_json(orjson.dumps(tree))


def _rules(rng: np.random.Generator) -> dict[str, Any]:
    members = rng.permutation(UNITS)[:8].tolist()
    return {
        "before": {"u": [0, 3, 8], "v": [5, 9, 11], "gap": [1, 0, 2]},
        "together": {"ptr": [0, 2], "members": members[:2]},
        "blackouts": {"dept": [2], "from": [20], "to": [22]},
        "groups": {"ptr": [0, 6], "members": members[2:], "w": [4], "unit": [-1]},
        "weights": {"ordered": 1, "finish": 0.2, "risk": 0.1},
    }


def _pilot(order: Ints) -> dict[str, Any]:
    tags = {"tag_name": ["a"], "tag_ptr": [0, 6], "tag_units": order[:6].tolist(), "tag_min": [1]}
    return {"pilot_cover": {"min_users": 3, "max_users": 6, **tags}}


def proofs(solved: Callable[[Problem], tuple[float, Solution]]) -> Iterator[Figure]:
    """Yield how many have a proof, and the seconds of processor time of the slowest."""
    proven, slowest = 0, 0.0
    for seed in SEEDS:
        seconds, answer = solved(small_problem(seed))
        proven += answer.objective.gap is not None and answer.objective.gap < TOLERANCE
        slowest = max(slowest, seconds)
    yield Figure(
        "plan.proven_30x4", proven, f"of {len(SEEDS)}", "all", len(SEEDS), slowest, peak_mb()
    )
    yield Figure("plan.proven_30x4_slowest", slowest, "s", "limit", LIMIT, slowest, peak_mb())
