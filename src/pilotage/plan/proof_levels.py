"""The proof for dense nets: every set of nodes is gone through, level by level.

What the first two waves hold together, their level, says how much the first one must hold, because
the second takes no more than its capacity; and so on the other side. So each level has its own
least cost of each threshold, and most levels need no search.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pilotage.plan.halves_kernel import PER_DECISION, all_sides, halves_in_line, least_by_level
from pilotage.plan.problem import Ints
from pilotage.plan.proof_cuts import WAVES, Waves
from pilotage.plan.proof_kernel import NEVER

MOST = 31
"""More nodes are too many to go through every set."""

LISTED = 1 << 22
"""So many entries a list may have."""

LEVELS = 32
"""Into so many levels needs are rounded that are no small whole numbers."""

NARROW = 1e-6


@dataclass(frozen=True)
class Found:
    """The masks of the cheapest placement below the budget, or None; its cost, or the budget.

    ``bound`` is what no placement is below; ``left`` is less than none if the work was too little.
    """

    masks: Ints | None
    cost: int
    bound: int
    left: int


def by_levels(waves: Waves, budget: int, work: int) -> Found:
    """Go through every set of the nodes for a placement that costs less than ``budget``."""
    return _Levels(waves, budget, work).run()


class _Levels:
    """One search. ``least`` holds, by threshold and level, what it costs at least."""

    def __init__(self, waves: Waves, budget: int, work: int) -> None:
        self.waves, self.budget = waves, budget
        rest = np.zeros((waves.real + 1,) * 3, np.int64)
        self.cuts = [waves.cut(threshold, rest) for threshold in range(WAVES - 1)]
        need = waves.load[:, 0]
        whole = bool((need == np.rint(need)).all()) and need.sum() < 2 * LEVELS
        self.scale = 1.0 if whole else LEVELS / float(need.sum())
        self.width, self.count = 0 if whole else 1, int(need.sum() * self.scale) + 1
        self.left = work - 5 * ((1 << waves.real) // PER_DECISION)
        self.least = [least_by_level(cut, self.scale, self.count) for cut in self.cuts]

    def run(self) -> Found:
        """Return the best, level after level, the most promising first."""
        spans = {level: self._spans(level) for level in range(self.count)}
        sums = {level: self._sums(level, *spans[level]) for level in spans}
        order = sorted(spans, key=lambda level: sum(sums[level]))
        live = [level for level in order if sum(sums[level]) < self.budget]
        bound = min(self.budget, sum(sums[order[0]]))
        if not live:
            return Found(None, self.budget, self.budget, self.left)
        first = self._listed(0, {level: spans[level][0] for level in live}, sums)
        last = self._listed(2, {level: spans[level][1] for level in live}, sums)
        if first is None or last is None or self.left < 0:
            return Found(None, self.budget, bound, -1)
        best = np.full(3, -1, np.int64)
        for level in live:
            if sum(sums[level]) < self.budget and self.left >= 0:
                self._search(level, spans[level], sums[level], (first, last), best)
        done = self.left >= 0
        return Found(
            best if best[0] >= 0 else None, self.budget, self.budget if done else bound, self.left
        )

    def _spans(self, level: int) -> tuple[range, range]:
        """Return the levels that the first wave, and the first three, may have beside this one."""
        second, third = self.waves.cap[1, 0] * self.scale, self.waves.cap[2, 0] * self.scale
        low = int(np.ceil(level - second - NARROW)) - self.width
        high = int(np.floor(min(level + self.width + third + NARROW, self.count - 1)))
        return range(max(low, 0), level + 1), range(level, high + 1)

    def _sums(self, level: int, first: range, third: range) -> tuple[int, int, int]:
        """Return the least cost of each threshold at a level of the middle one."""
        one = self.least[0][first.start : first.stop].min(initial=NEVER)
        two = self.least[2][third.start : third.stop].min(initial=NEVER)
        return int(one), int(self.least[1][level]), int(two)

    def _listed(
        self, at: int, spans: dict[int, range], sums: dict[int, tuple[int, int, int]]
    ) -> tuple[Ints, Ints, Ints] | None:
        """Return the sets of a threshold that a plan within the budget can have.

        Their masks, costs and levels, the cheapest first; of the last threshold the last wave.
        """
        budgets = np.full(self.count, -NEVER)
        for level, span in spans.items():
            spare = self.budget - sum(sums[level]) + sums[level][at]
            part = slice(span.start, span.stop)
            budgets[part] = np.maximum(budgets[part], spare)
        masks, costs = np.zeros(LISTED, np.int64), np.zeros(LISTED, np.int64)
        found = all_sides(self.cuts[at], self.scale, budgets, masks, costs)
        if found < 0:
            return None
        order = np.argsort(costs[:found], kind="stable")
        masks, costs = masks[order], costs[order]
        levels = (self._needs(masks) * self.scale).astype(np.int64)
        if at > 0:
            masks = self.waves.everybody ^ masks
        kept = self.waves.pleasing(masks, 0 if at == 0 else WAVES - 1)
        return masks[kept], costs[kept], levels[kept]

    def _needs(self, masks: Ints) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Return what each set needs of the scarcest capacity."""
        needs = np.zeros(len(masks))
        for node, need in enumerate(self.waves.load[:, 0]):
            needs += (masks >> node & 1) * need
        return needs

    def _search(
        self,
        level: int,
        spans: tuple[range, range],
        sums: tuple[int, int, int],
        lists: tuple[tuple[Ints, Ints, Ints], tuple[Ints, Ints, Ints]],
        best: Ints,
    ) -> None:
        """Search one level, with the entries of the lists that belong to it."""
        chosen: list[Ints] = []
        for at, span, (masks, costs, levels) in zip((0, 2), spans, lists, strict=True):
            spare = self.budget - sum(sums) + sums[at]
            kept = (levels >= span.start) & (levels < span.stop) & (costs < spare)
            chosen += [masks[kept], costs[kept]]
        if not len(chosen[0]) or not len(chosen[2]):
            return
        which = (self.scale, self.count, level)
        self.budget, self.left = halves_in_line(
            self.cuts[1], which, tuple(chosen), self.waves.middle(), self.budget, best, self.left
        )
