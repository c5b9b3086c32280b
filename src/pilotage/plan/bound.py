"""A lower bound of what dependencies cost, for plans whose optimum nobody can prove.

A dependency over three waves is cut three times: once at each threshold between them. So the
ordered cost is the sum, over the thresholds, of what is cut between the waves up to it and those
after it; and how much may lie on either side follows from the capacities. Each such cut is bounded
from below by its semidefinite relaxation. The vectors that are found only suggest a dual solution;
that it is one is proven by a Cholesky factorisation, with room for rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pilotage.facts.plan import Objective
from pilotage.plan.contract import SCALE
from pilotage.plan.cut_kernel import mix
from pilotage.plan.net import Net
from pilotage.plan.problem import Floats, Problem

MOST_NODES = 1500
"""Larger nets are not bounded: the proof takes the cube of their nodes."""

WIDTH = 10
"""Entries of a vector."""

SWEEPS, ROUNDS = 40, 4
"""Passes over all nodes between two looks at the balance, and how many looks."""

SHIFTS = 0.002 * 2.0 ** np.arange(9)
"""What the proof may take off each node, as shares of its ties, the least first."""

ROUNDING = 1e-12
"""What rounding may add per node, as a share of the largest entry."""

SLACK = 1e-8
"""A plan may be above a capacity by less than this share of all load, by rounding."""

DIGITS = 3
"""What is known of a bound; later digits depend on how a machine multiplies matrices."""

MOST_CUTS = 8
"""So many different cuts are bounded, the most even ones; the others count as nothing."""


@dataclass(frozen=True)
class _Side:
    """What the waves up to a threshold hold of one resource, as a range of imbalances.

    The imbalance is what is before the threshold less what is after it: ``off``, give or take
    ``free``, both as shares of all there is.
    """

    resource: int
    off: float
    free: float


def ordered_bound(problem: Problem, net: Net) -> float | None:
    """Return a number that ``ordered`` is never below, or None where nothing is known.

    A net of more than ``MOST_NODES`` nodes is not looked at.
    """
    weight = float(net.w.sum()) / 2
    if not 1 < net.size <= MOST_NODES or weight == 0 or problem.weights.ordered == 0:
        return None
    cuts = _Cuts(net, weight)
    sides = sorted(_sides(net), key=lambda side: (abs(side.off), side.off))
    found = sum(cuts.least(side) for side in sides) * weight
    rounded = found - len(net.idx) * net.k
    share = problem.weights.ordered / (problem.total_weight or 1.0)
    return _cut_to(max(rounded, 0.0) / SCALE / share, DIGITS) or None


def _cut_to(value: float, digits: int) -> float:
    """Return the value rounded down to so many digits, as every machine finds it."""
    step = 10.0 ** (np.floor(np.log10(value)) + 1 - digits) if value > 0 else 1.0
    return float(np.floor(value / step) * step)


def above(made: Objective, least: float) -> Objective:
    """Return the objective with ``least`` as the bound of ``ordered`` where none is better."""
    least = min(least, made.ordered)
    if least <= (made.bound or 0.0):
        return made
    return replace(made, bound=least, gap=(made.ordered - least) / least)


def _sides(net: Net) -> Iterator[_Side]:
    """Yield, for each threshold, the side that leaves least freedom; none where it may be empty."""
    total = net.load.sum(axis=0)
    room = np.where(np.isfinite(net.cap), np.minimum(net.cap, total), total)
    before = np.cumsum(room, axis=0)
    after = before[-1] - before
    for wave in range(net.k - 1):
        least, most = np.maximum(total - after[wave], 0), np.minimum(before[wave], total)
        free = np.where(total > 0, (most - least) / np.maximum(total, 1e-300), np.inf)
        closed = (total > 0) & (least > 0) & (most < total)
        if closed.any():
            at = int(np.where(closed, free, np.inf).argmin())
            off = float((least[at] + most[at]) / total[at] - 1)
            yield _Side(at, off, float(free[at]) + SLACK)


class _Cuts:
    """Lower bounds of cuts of one net, as shares of its weight."""

    def __init__(self, net: Net, weight: float) -> None:
        self.size = net.size + 1
        self.load = net.load
        self.graph = np.append(net.ptr, net.ptr[-1]), net.idx, net.w / weight
        source = np.repeat(np.arange(net.size), np.diff(net.ptr))
        self.ties = np.append(np.bincount(source, self.graph[2], net.size), 0.0)
        self.laplace = np.diag(self.ties)
        np.subtract.at(self.laplace, (source, net.idx), self.graph[2])
        turned = np.random.default_rng(1).standard_normal((self.size, WIDTH))
        self.vectors = turned / np.linalg.norm(turned, axis=1, keepdims=True)
        self.known: dict[tuple[int, float, float], float] = {}

    def least(self, side: _Side) -> float:
        """Return what is cut at least if the imbalance lies within the range of ``side``."""
        key = side.resource, round(abs(side.off), 9), round(side.free, 9)
        if key not in self.known and len(self.known) == MOST_CUTS:
            return 0.0
        if key not in self.known:
            share = self.load[:, side.resource] / self.load[:, side.resource].sum()
            root = np.sqrt(self.size)
            load = np.append(share, -abs(side.off)) * root
            self.known[key] = self._bound(load, (side.free * root) ** 2)
        return self.known[key]

    def _bound(self, load: Floats, free: float) -> float:
        """Return the bound of a cut whose squared imbalance of ``load`` is at most ``free``."""
        price, pulled = 4.0 / self.size, np.zeros(self.size)
        for _ in range(ROUNDS - 1):
            mix(self.vectors, self.graph, load, price, pulled, SWEEPS)
            imbalance = float(((load @ self.vectors) ** 2).sum())
            price *= float(np.clip(np.sqrt(imbalance / max(free, 1e-9)), 0.5, 4.0))
        mix(self.vectors, self.graph, load, price, pulled, SWEEPS)
        return self._proven(load, price, pulled, free)

    def _proven(self, load: Floats, price: float, pulled: Floats, free: float) -> float:
        """Return the value of the dual solution near these vectors that is proven to be one."""
        held = self.laplace + price * np.outer(load, load)
        dual = self.ties + price * load**2 - pulled
        margin = ROUNDING * self.size * float(np.abs(np.diag(held)).max())
        slack = self.ties + price * load**2 + 1e-9
        for shift in SHIFTS:
            lower = dual - shift * slack
            if _is_positive(held - np.diag(lower)):
                worth = float(lower.sum()) - self.size * margin - price * free
                return max(worth / 4, 0.0)
        return 0.0


def _is_positive(matrix: Floats) -> bool:
    """Tell whether a matrix is positive definite, up to rounding."""
    try:
        np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        return False
    return True
