"""Invented organisations of any size: teams in departments, few people known by all, many leaves.

Their ties look like those of real mail: how many people one knows falls off as a power, most of
them sit in one's own team or department, and outsiders know one insider only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pilotage.plan.problem import Floats, Ints


@dataclass(frozen=True)
class Shape:
    """How an organisation is tied.

    ``leaves`` is the share of units with one tie; ``near`` and ``middle`` the shares of the other
    ties that stay in a team and in a department; ``reach`` the power by which knowing falls off.
    """

    n: int
    ties: int
    leaves: float
    near: float
    middle: float
    reach: float = 0.7
    team: int = 14
    department: int = 300


MAIL = Shape(37_000, 184_000, leaves=0.3, near=0.45, middle=0.35, reach=0.82)
"""Like the mail of a large company: ten ties each, a third has one."""

HUBS = Shape(265_000, 365_000, leaves=0.86, near=0.3, middle=0.4, reach=1.05)
"""Like the mail of an institute with the world: most units hang on one of few hubs."""

GIANT = Shape(1_000_000, 3_000_000, leaves=0.3, near=0.5, middle=0.35)
"""A corporation of a million people."""


def department_of(shape: Shape) -> Ints:
    """Return the department of each unit; its size is even, leaves have one as well."""
    spread: Ints = np.random.default_rng(shape.n).permutation(shape.n) // shape.department
    return spread


def ties_of(shape: Shape, dept: Ints) -> tuple[Ints, Ints, Floats]:
    """Return pairs of units, each once, with a whole weight of 1 or more."""
    rng = np.random.default_rng(shape.ties)
    core = int(shape.n * (1 - shape.leaves))
    by_dept = np.argsort(dept[:core], kind="stable")
    fame = (np.arange(core) + 10.0) ** -shape.reach
    fame = fame[rng.permutation(core)]
    want = shape.ties - (shape.n - core)
    pairs = np.zeros((0, 2), np.int64)
    while len(pairs) < want:
        count = int(1.3 * (want - len(pairs))) + 100
        drawn = _drawn(shape, rng, by_dept, dept[by_dept], fame[by_dept], count)
        drawn = np.sort(drawn[drawn[:, 0] != drawn[:, 1]], axis=1)
        pairs = np.unique(np.concatenate([pairs, drawn]), axis=0)
    pairs = pairs[np.sort(rng.permutation(len(pairs))[:want])]
    leaf = np.arange(core, shape.n)
    hub = _by_fame(rng, fame, len(leaf), np.zeros(len(leaf), np.int64), np.full(len(leaf), core))
    pairs = np.concatenate([pairs, np.column_stack([hub, leaf])])
    return pairs[:, 0], pairs[:, 1], rng.geometric(0.6, len(pairs)).astype(np.float64)


def _drawn(
    shape: Shape, rng: np.random.Generator, who: Ints, dept: Ints, fame: Floats, count: int
) -> Ints:
    """Return pairs: one end by its fame, the other by its fame in team, department or all."""
    core = len(who)
    whole = np.zeros(count, np.int64)
    one = _by_fame(rng, fame, count, whole, np.full(count, core))
    starts = np.searchsorted(dept, np.arange(dept[-1] + 2))
    first, last = starts[dept[one]], starts[dept[one] + 1]
    mark = rng.random(count)
    team = first + (one - first) // shape.team * shape.team
    low = np.where(mark < shape.near, team, np.where(mark < shape.near + shape.middle, first, 0))
    high = np.where(mark < shape.near, np.minimum(team + shape.team, last), last)
    high = np.where(mark < shape.near + shape.middle, high, core)
    other = _by_fame(rng, fame, count, low, high)
    return np.column_stack([who[one], who[other]])


def _by_fame(rng: np.random.Generator, fame: Floats, count: int, low: Ints, high: Ints) -> Ints:
    """Return a number from ``low`` to below ``high`` for each, drawn by fame."""
    held = np.concatenate([[0.0], np.cumsum(fame)])
    mark = held[low] + rng.random(count) * (held[high] - held[low])
    return np.clip(np.searchsorted(held, mark, side="right") - 1, low, high - 1)
