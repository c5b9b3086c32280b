"""Small planning problems: one healthy instance to break, and random ones for properties."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import orjson

from pilotage.plan import Problem, problem_from_json, violations
from pilotage.plan.problem import Ints

HEALTHY: dict[str, Any] = {
    "format": "pilotage-wave-instance/1",
    "name": "harbour",
    "seed": 1,
    "n": 6,
    "kinds": ["user"],
    "etypes": ["mail"],
    "waves": {
        "k": 3,
        "day": [7, 14, 21],
        "cap_users": [2, 3, 3],
        "cap_gb": [-1, 20, 20],
        "cap_tickets": [-1, -1, -1],
        "pilot": 0,
    },
    "units": {
        "id": ["ana", "ben", "chen", "dara", "eli", "fay"],
        "users": [1, 1, 1, 1, 1, 1],
        "gb": [1, 2, 3, 4, 5, 6],
        "tickets": [0.4, 0.4, 0.4, 0.4, 0.4, 0.4],
        "dept": ["Office", "Office", "IT", "IT", "Yard", "Yard"],
        "risk": [0.9, 0.1, 0.1, 0.1, 0.2, 0.2],
        "flags": [1, 0, 0, 0, 0, 0],
    },
    "edges": {"u": [0, 2, 4], "v": [1, 3, 5], "w": [5, 5, 1], "t": [0, 0, 0]},
    "groups": {"ptr": [0, 3], "members": [1, 2, 4], "w": [2], "unit": [-1]},
    "pilot_cover": {"min_users": 1, "max_users": 2, "forbid_flags": 1},
    "deadline_day": 30,
    "weights": {"ordered": 1, "finish": 0.1, "risk": 0.1},
}


def tree(**changes: Any) -> dict[str, Any]:
    """Return the healthy instance as a tree; ``waves__k=4`` changes a key, None deletes it."""
    made = orjson.loads(orjson.dumps(HEALTHY))
    for key, value in changes.items():
        place = made
        *branches, leaf = key.split("__")
        for branch in branches:
            place = place.setdefault(branch, {})
        place[leaf] = value
        if value is None:
            del place[leaf]
    return made


def instance(**changes: Any) -> Problem:
    """Return the healthy instance with these keys changed."""
    return problem_from_json(orjson.dumps(tree(**changes)))


def feasible_plans(problem: Problem) -> Iterator[Ints]:
    """Yield every plan that the checker lets pass, by trying all."""
    for waves in itertools.product(range(problem.waves.k), repeat=problem.n):
        wave = np.array(waves, np.int64)
        if not violations(problem, wave):
            yield wave


def random_tree(seed: int, n: int, k: int) -> dict[str, Any]:
    """Return a random instance with every kind of constraint; it may be infeasible."""
    rng = np.random.default_rng(seed)
    groups = [rng.permutation(n)[: int(rng.integers(1, n + 1))].tolist() for _ in range(2)]
    pair = rng.permutation(n)[:2].tolist()
    return {
        "format": HEALTHY["format"],
        "name": f"random {seed}",
        "seed": seed,
        "n": n,
        "waves": {
            "k": k,
            "day": np.sort(rng.integers(0, 20, k)).tolist(),
            "cap_users": (n // k + rng.integers(1, 4, k)).tolist(),
            "cap_gb": [-1 if rng.random() < 0.5 else 4 * n // k for _ in range(k)],
            "pilot": int(rng.integers(-1, 1)),
        },
        "units": {
            "users": rng.integers(0, 3, n).tolist(),
            "gb": (rng.integers(0, 500, n) / 100).tolist(),
            "dept": rng.integers(0, 3, n).tolist(),
            "risk": (rng.integers(0, 100, n) / 100).tolist(),
            "flags": rng.choice([0, 0, 0, 1], n).tolist(),
            "ready_day": rng.choice([0, 0, 0, 5], n).tolist(),
            "pin": rng.choice([-1] * 9 + [0], n).tolist(),
        },
        "edges": {
            "u": rng.integers(0, n, 2 * n).tolist(),
            "v": rng.integers(0, n, 2 * n).tolist(),
            "w": rng.integers(1, 9, 2 * n).tolist(),
        },
        "groups": {
            "ptr": [0, len(groups[0]), len(groups[0]) + len(groups[1])],
            "members": groups[0] + groups[1],
            "w": [3, 2],
            "unit": rng.integers(-1, n, 2).tolist(),
        },
        "together": {"ptr": [0, 2], "members": pair} if rng.random() < 0.4 else {},
        "before": {"u": [pair[0]], "v": [int(rng.integers(n))], "gap": [int(rng.integers(2))]},
        "blackouts": {"dept": [1], "from": [3], "to": [9]} if rng.random() < 0.4 else {},
        "pilot_cover": {
            "min_users": int(rng.integers(0, 2)),
            "max_users": n,
            "forbid_flags": 1,
            "max_risk": 0.9,
            "tag_name": ["a"],
            "tag_ptr": [0, 2],
            "tag_units": pair,
            "tag_min": [1],
        },
        "deadline_day": int(rng.integers(12, 25)) if rng.random() < 0.5 else -1,
        "weights": {"ordered": 1, "finish": 0.3, "risk": float(rng.choice([0, 0.5]))},
    }
