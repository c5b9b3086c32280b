"""Planning problems of any size with every kind of constraint, made around a plan that holds them.

A plan is drawn first; capacities, pins, readiness, freezes, sets, orders, the deadline and the
pilot are then read off it, so that at least this plan is possible. Everybody is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson

from pilotage.plan import Problem, problem_from_json
from pilotage.plan.problem import BLOCKED, LEGACY_AUTH, VIP, Ints

DEPARTMENT, TEAM = 30, 10
"""People of a department, and of a team in it."""

WEEK = 7


@dataclass(frozen=True, eq=False)
class Planted:
    """A problem, and the plan around which it was made: unit ``i`` in ``wave[i]``."""

    problem: Problem
    wave: Ints


def planted(seed: int, n: int, k: int, spare: float = 0.04) -> Planted:
    """Return a problem of ``n`` units in ``k`` waves that a plan exists for.

    Each wave holds what the planted plan puts there, and up to the share ``spare`` more.
    """
    rng = np.random.default_rng([seed, n, k])
    dept = np.arange(n) // DEPARTMENT
    wave = _drawn(rng, dept, k)
    day = np.cumsum(rng.integers(1, 2 * WEEK, k))
    piloted = wave == 0
    kind = np.where(piloted, 0, rng.choice(4, n, p=[0.8, 0.1, 0.05, 0.05]))
    risk = np.round(np.where(piloted, rng.uniform(0, 0.4, n), rng.uniform(0, 1, n)), 2)
    blocked = ~piloted & (rng.random(n) < 0.1)
    flags = np.where(piloted, 0, rng.choice([0, VIP, LEGACY_AUTH], n, p=[0.9, 0.05, 0.05]))
    ready = np.maximum(day[wave] - rng.integers(0, 4 * WEEK, n), 0)
    load = np.column_stack(
        [kind == 0, np.round(rng.lognormal(1, 1, n), 2), np.round(rng.uniform(0, 1, n), 1)]
    )
    tree = {
        "format": "pilotage-wave-instance/1",
        "name": f"planted {n} in {k}, number {seed}",
        "seed": seed,
        "n": n,
        "kinds": ["user", "shared_mailbox", "app", "server"],
        "waves": {"k": k, "day": day.tolist(), "pilot": 0, **_capacities(rng, load, wave, spare)},
        "units": {
            "kind": kind.tolist(),
            "users": load[:, 0].tolist(),
            "gb": load[:, 1].tolist(),
            "tickets": load[:, 2].tolist(),
            "dept": dept.tolist(),
            "risk": risk.tolist(),
            "flags": (flags | np.where(blocked, BLOCKED, 0)).tolist(),
            "ready_day": np.where(blocked, ready, 0).tolist(),
            "pin": np.where(rng.random(n) < 0.02, wave, -1).tolist(),
        },
        "edges": _edges(rng, dept),
        "groups": _groups(rng, n),
        "together": _together(rng, wave),
        "before": _before(rng, wave),
        "blackouts": _blackouts(rng, dept, wave, day),
        "pilot_cover": _cover(rng, load[:, 0], wave, dept, risk),
        "deadline_day": int(day[wave.max()]) if rng.random() < 0.7 else -1,
        "weights": {"ordered": 1, "finish": float(rng.choice([0, 0.2])), "risk": 0.1},
    }
    return Planted(problem_from_json(orjson.dumps(tree)), wave)


def _drawn(rng: np.random.Generator, dept: Ints, k: int) -> Ints:
    """Return waves: a small pilot across departments, then departments in a random order."""
    n = len(dept)
    place = np.argsort(rng.permutation(int(dept[-1]) + 1))[dept] + rng.normal(0, 0.7, n)
    wave = np.empty(n, np.int64)
    wave[np.argsort(place, kind="stable")] = 1 + np.arange(n) * (k - 1) // n
    wave[rng.permutation(n)[: max(2, n // (2 * k))]] = 0
    return wave


def _capacities(rng: np.random.Generator, load: Any, wave: Ints, spare: float) -> dict[str, Any]:
    """Return what waves hold; the help desk is bounded in every second wave only."""
    k = int(wave.max()) + 1
    caps = {}
    for name, column in zip(("cap_users", "cap_gb", "cap_tickets"), load.T, strict=True):
        caps[name] = np.bincount(wave, column, k) * (1 + rng.uniform(0, spare, k)) + 1e-6
    caps["cap_users"] = np.ceil(caps["cap_users"])
    caps["cap_tickets"][::2] = -1
    return {name: column.tolist() for name, column in caps.items()}


def _edges(rng: np.random.Generator, dept: Ints) -> dict[str, Any]:
    """Return ties: most inside a team, others inside a department or to anybody."""
    n = len(dept)
    u = rng.integers(0, n, 5 * n)
    how = rng.random(5 * n)
    team = u // TEAM * TEAM + rng.integers(0, TEAM, 5 * n)
    near = u // DEPARTMENT * DEPARTMENT + rng.integers(0, DEPARTMENT, 5 * n)
    v = np.where(how < 0.6, team, np.where(how < 0.9, near, rng.integers(0, n, 5 * n)))
    kept = (u != v) & (v < n)
    return {
        "u": u[kept].tolist(),
        "v": v[kept].tolist(),
        "w": rng.integers(1, 9, kept.sum()).tolist(),
    }


def _groups(rng: np.random.Generator, n: int) -> dict[str, Any]:
    """Return hyperedges of 2 to hundreds of members; half of them move with a unit."""
    sizes = np.minimum(2 + rng.pareto(1, max(n // 10, 1)) * 3, n // 2).astype(np.int64)
    members = [rng.choice(n, size, replace=False) for size in sizes]
    unit = np.where(rng.random(len(sizes)) < 0.5, rng.integers(0, n, len(sizes)), -1)
    return {
        "ptr": np.concatenate([[0], np.cumsum(sizes)]).tolist(),
        "members": np.concatenate(members).tolist(),
        "w": rng.integers(1, 6, len(sizes)).tolist(),
        "unit": unit.tolist(),
    }


def _together(rng: np.random.Generator, wave: Ints) -> dict[str, Any]:
    """Return disjoint sets of 2 to 4 units that share a wave."""
    shuffled = rng.permutation(len(wave))
    by_wave = shuffled[np.argsort(wave[shuffled], kind="stable")]
    runs = [by_wave[at : at + int(rng.integers(2, 5))] for at in range(0, len(wave) - 4, 24)]
    sets = [run for run in runs if len(set(wave[run].tolist())) == 1]
    ptr = np.cumsum([0, *(len(each) for each in sets)])
    return {"ptr": ptr.tolist(), "members": np.concatenate([*sets, by_wave[:0]]).tolist()}


def _before(rng: np.random.Generator, wave: Ints) -> dict[str, Any]:
    """Return orders, each with a gap of at most what lies between in the plan."""
    pairs = rng.integers(0, len(wave), (max(len(wave) // 20, 2), 2))
    first = np.where(wave[pairs[:, 0]] <= wave[pairs[:, 1]], pairs[:, 0], pairs[:, 1])
    then = pairs.sum(axis=1) - first
    kept = first != then
    gap = np.minimum(wave[then] - wave[first], rng.integers(0, 3, len(pairs)))
    return {
        name: column[kept].tolist() for name, column in zip("uv", (first, then), strict=True)
    } | {"gap": gap[kept].tolist()}


def _blackouts(rng: np.random.Generator, dept: Ints, wave: Ints, day: Ints) -> dict[str, Any]:
    """Return, for every second department, days around a wave that has nobody of it."""
    found = []
    for each in range(0, int(dept[-1]) + 1, 2):
        idle = np.setdiff1d(np.arange(len(day)), wave[dept == each])
        if idle.size:
            at = int(day[rng.choice(idle)])
            found.append((each, at, at))
    columns = zip(("dept", "from", "to"), zip(*found, strict=True), strict=False)
    return {name: list(column) for name, column in columns}


def _cover(
    rng: np.random.Generator, users: Any, wave: Ints, dept: Ints, risk: Any
) -> dict[str, Any]:
    """Return limits that the planted pilot keeps, and some departments that it covers."""
    inside = np.flatnonzero(wave == 0)
    people = float(users[inside].sum())
    named = rng.permutation(np.unique(dept[inside]))[:5]
    tags = [np.flatnonzero((dept == each) & (users > 0)) for each in named]
    return {
        "min_users": float(np.floor(people * rng.uniform(0.5, 1))),
        "max_users": people,
        "forbid_flags": VIP | LEGACY_AUTH | BLOCKED,
        "max_risk": float(risk[inside].max()),
        "tag_name": [f"department {each}" for each in named],
        "tag_ptr": np.cumsum([0, *(len(each) for each in tags)]).tolist(),
        "tag_units": np.concatenate(tags).tolist(),
        "tag_min": [1] * len(tags),
    }
