"""The proof of the optimum for up to four waves and some thirty units.

A dependency over three waves is cut at three thresholds, so the cost is the sum of what is cut at
each, and so is the cost of moving early. Whoever is before a threshold is before the later ones,
too. First the least that each threshold can cost is found, alone. Then all ways to be before the
first one, and after the last one, that a plan cheaper than the best known one can have; and the
middle one is searched with both lists. Effort is counted in decisions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pilotage.plan.nested_kernel import nested
from pilotage.plan.net import Net, costs_of
from pilotage.plan.pilot import missed
from pilotage.plan.problem import Ints, Problem
from pilotage.plan.proof_cuts import WAVES, Waves
from pilotage.plan.proof_kernel import cheap_sides
from pilotage.plan.proof_levels import MOST, by_levels

MOST_NODES = 40
"""Larger nets are not for this proof."""

LISTED = 1 << 22
"""So many entries a list may have."""

SHARES = (0.3, 0.5, 0.7, 0.85, 1.0)
"""How far the search goes above the least of all thresholds, of the way to the best known plan.

What is found in a narrow search is the best of all, and most proofs need no wide one.
"""

PRUNED = 30_000_000
"""After so many decisions a net is too dense to be pruned, and every set is gone through."""

PER_WORK = 4e8
"""Decisions in a unit of the work that the exact solver counts in."""


@dataclass(frozen=True, eq=False)
class Proof:
    """A cheaper placement, or None; and the cost that no placement is below, in node costs.

    ``complete`` is False if the work ran out: then ``bound`` is what was known by then.
    """

    part: Ints | None
    bound: float
    complete: bool


def is_provable(net: Net) -> bool:
    """Return whether a net is small enough for the proof."""
    weight = float(net.w.sum()) + float(net.risk.sum())
    return net.k <= WAVES and 0 < net.real <= MOST_NODES and weight * WAVES < 2.0**52


def proof(problem: Problem, net: Net, hint: Ints, below: float, work: float) -> Proof:
    """Return the cheapest placement that costs less than ``below``, in node costs.

    ``hint`` is the best known placement, and tells how many wishes about the pilot are to be met.
    """
    nodes = np.concatenate([_order(net), np.arange(net.real, net.size)])
    waves = Waves(problem, net, nodes, int(missed(problem, hint[net.node_of])))
    settled = int(waves.dear[:, -1].sum())
    budget, left = int(np.floor(below)) - settled, int(work * PER_WORK)
    search = _Search(waves, budget, min(left, PRUNED))
    masks, bound, complete = search.run(hint[nodes]), search.bound, search.left >= 0
    if not complete and net.real <= MOST and left > PRUNED:
        found = by_levels(waves, budget if masks is None else search.budget, left - PRUNED)
        masks = masks if found.masks is None else found.masks
        bound, complete = max(bound, found.bound), found.left >= 0
    part = None if masks is None else _part(net, nodes, masks)
    return Proof(part, float(bound + settled), complete)


class _Search:
    """One search: its cuts, the least that each is known to cost, and the work that is left."""

    def __init__(self, waves: Waves, budget: int, work: int) -> None:
        self.waves, self.budget, self.left = waves, budget, work
        rest = waves.rest()
        self.cuts = [waves.cut(threshold, rest) for threshold in range(WAVES - 1)]
        self.least, self.known = [0] * len(self.cuts), 0

    @property
    def bound(self) -> int:
        """Return what no placement is below, as far as is known."""
        return self.budget if self.left >= 0 else max(self.known, sum(self.least))

    def run(self, hint: Ints) -> Ints | None:
        """Return who is in the first, the first two and the last wave of the best, or None."""
        for at in range(len(self.cuts)):
            if not self._find_least(at, hint):
                return None
        least, dearest = sum(self.least), self.budget
        for share in SHARES:
            self.budget = least + int((dearest - least) * share)
            best = self._below_budget()
            if best is not None or self.left < 0:
                return best
            self.known = self.budget
        return None

    def _below_budget(self) -> Ints | None:
        """Return the best that costs less than the budget, which falls to its cost, or None."""
        lists: list[Ints] = []
        for at in (0, 2):
            listed = self._listed(at)
            if listed is None:
                return None
            lists.extend(listed)
        best = np.full(3, -1, np.int64)
        cut, middle = self.cuts[1], self.waves.middle()
        self.budget, self.left = nested(cut, tuple(lists), middle, self.budget, best, self.left)
        return best if best[0] >= 0 else None

    def _find_least(self, at: int, hint: Ints) -> bool:
        """Find the least that a threshold costs; return whether the search must go on."""
        budget = self.budget - sum(self.least)
        known = self.waves.spent(at, hint <= at) + 1
        one = np.zeros(1, np.int64), np.zeros(1, np.int64)
        _, left, least = cheap_sides(self.cuts[at], min(budget, known), True, *one, self.left)
        self.left = left
        if left >= 0:
            self.least[at] = int(least)
        return left >= 0 and sum(self.least) < self.budget

    def _listed(self, at: int) -> tuple[Ints, Ints] | None:
        """Return all that may be in the first or last wave, the cheapest first, with the cost."""
        budget = self.budget - sum(self.least) + self.least[at]
        masks, costs = np.zeros(LISTED, np.int64), np.zeros(LISTED, np.int64)
        found, self.left, _ = cheap_sides(self.cuts[at], budget, False, masks, costs, self.left)
        if self.left < 0:
            return None
        masks, costs = masks[:found], costs[:found]
        if at > 0:
            masks = self.waves.everybody ^ masks
        kept = self.waves.pleasing(masks, 0 if at == 0 else WAVES - 1)
        masks, costs = masks[kept], costs[kept]
        order = np.argsort(costs, kind="stable")
        return (masks[order], costs[order]) if len(order) else None


def _order(net: Net) -> Ints:
    """Return the nodes, each hanging most on those before it."""
    pull = np.bincount(np.repeat(np.arange(net.size), np.diff(net.ptr)), net.w, net.size) * 1e-6
    pull[net.real :] = -np.inf
    order = []
    for _ in range(net.real):
        node = int(pull.argmax())
        order.append(node)
        mine = slice(net.ptr[node], net.ptr[node + 1])
        pull[net.idx[mine]] += net.w[mine]
        pull[node] = -np.inf
    return np.array(order)


def _part(net: Net, nodes: Ints, masks: Ints) -> Ints:
    """Return the placement that these masks mean; free nodes go where they cost least."""
    first, half, last = (masks[:, None] >> np.arange(net.real) & 1).astype(np.int64)
    part = np.zeros(net.size, np.int64)
    part[nodes[: net.real]] = 1 - first + (1 - half) + last
    for free in range(net.real, net.size):
        part[free] = costs_of(net, part, np.array([free]))[0].argmin()
    return part
