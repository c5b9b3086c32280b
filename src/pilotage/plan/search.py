"""The search for a good plan: several starts, then reheating the best one, bounded by work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pilotage.plan.anneal import Cooling, Progress, anneal, stage
from pilotage.plan.net import Net, holding, loads, within
from pilotage.plan.objective import objective
from pilotage.plan.pilot import missed, people_short, pilot_core
from pilotage.plan.polish import polish
from pilotage.plan.problem import Ints, Problem
from pilotage.plan.repair import repair
from pilotage.plan.start import first_placement, legal

LARGE = 1_000_000
"""From so many places and ties on, an effort is cut in proportion."""


@dataclass(frozen=True)
class Effort:
    """How much work a search may do.

    ``work`` is for the exact solver, in its deterministic measure.
    """

    starts: int
    reheats: int
    sweeps: int
    rounds: int
    work: float


EFFORTS = {
    "quick": Effort(starts=1, reheats=0, sweeps=40, rounds=60, work=2),
    "standard": Effort(starts=4, reheats=12, sweeps=80, rounds=200, work=10),
    "best": Effort(starts=10, reheats=60, sweeps=150, rounds=400, work=200),
}
"""Every effort by the name that people ask for it with."""


class Best:
    """The best plan within every constraint so far; None until there is one.

    Of two plans the one that misses fewer wishes about the pilot is better, then the cheaper.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.part: Ints | None = None
        self.rank = (np.inf, np.inf)

    def offer(self, net: Net, part: Ints) -> bool:
        """Keep ``part`` if it is better than what was kept; return whether it was."""
        wave = part[net.node_of]
        rank = (missed(self.problem, wave), objective(self.problem, wave).total)
        if rank >= self.rank:
            return False
        self.part, self.rank = part, rank
        return True


@dataclass(frozen=True, eq=False)
class Search:
    """One search: what it may spend, its dice, and where it keeps the best plan."""

    best: Best
    effort: Effort
    rng: np.random.Generator

    def run(self, net: Net, tell: Progress) -> None:
        """Offer plans to ``best`` until the effort is spent."""
        problem, effort = self.best.problem, self.effort
        nets = [level for last in _horizons(problem, net) if (level := _held(problem, net, last))]
        if not nets:
            return
        count = len(nets) + effort.starts - 1 + effort.reheats
        told = (stage(tell, at, count) for at in range(count))
        totals = [self._start(level, next(told)) for level in nets]
        level = nets[int(np.argmin(totals))]
        for _ in range(effort.starts - 1):
            self._start(level, next(told))
        for _ in range(effort.reheats):
            self._reheat(level, next(told))
        self._shorten(net)

    def _start(self, net: Net, tell: Progress) -> float:
        """Search from scratch; return the total of what was found, ``inf`` if nothing fits."""
        hot = Cooling(2.0, 0.02, self.effort.sweeps)
        warm = Cooling(0.6, 0.02, self.effort.sweeps)
        return self._settle(net, first_placement(net, (hot, warm), self.rng, tell))

    def _reheat(self, net: Net, tell: Progress) -> None:
        """Warm the best plan up and let it settle again."""
        if self.best.part is not None:
            mild = Cooling(0.3, 0.02, max(self.effort.sweeps // 2, 10))
            warmed = anneal(net, legal(net, self.best.part), mild, self.rng, tell)
            self._settle(net, warmed)

    def _shorten(self, net: Net) -> None:
        """Give up the last wave as long as that is better: no evening for a few who fit earlier."""
        best = self.best
        while best.part is not None and (last := int(best.part[net.node_of].max())) > 0:
            known, level = best.rank, _held(best.problem, net, last - 1)
            if level is None:
                return
            self._settle(level, legal(level, best.part))
            if best.rank == known:
                return

    def _settle(self, net: Net, part: Ints) -> float:
        """Offer ``part`` within every capacity; return its total, ``inf`` if it does not fit."""
        part, fits = repair(net, part, 50 * net.k)
        if not fits:
            return np.inf
        part = polish(net, part, self.effort.rounds, self.rng)
        assert np.all(loads(net, part) <= net.cap * (1 + 1e-9) + 1e-9)
        self.best.offer(net, part)
        return objective(self.best.problem, part[net.node_of]).total


def sized(effort: Effort, net: Net) -> Effort:
    """Return the effort as it is worth for a net of this size: less per node, the larger."""
    share = LARGE / max(LARGE, net.size * net.k + len(net.idx))
    return replace(
        effort,
        starts=max(1, round(effort.starts * share)),
        reheats=round(effort.reheats * share),
        sweeps=max(20, round(effort.sweeps * share**0.5)),
        rounds=max(20, round(effort.rounds * share)),
    )


def _horizons(problem: Problem, net: Net) -> Iterator[int]:
    """Yield last waves that are worth a start: the latest, the earliest possible, one between."""
    latest, total = net.k - 1, net.load.sum(axis=0)
    held = np.cumsum(net.cap, axis=0)
    enough = np.all((held >= 1.005 * total) | (total == 0), axis=1)
    earliest = next(
        (
            last
            for last in np.flatnonzero(enough).tolist()
            if within(net, problem.waves.day, last).stuck < 0
        ),
        latest,
    )
    yield from sorted({latest, earliest, (latest + earliest) // 2}, reverse=True)


def _held(problem: Problem, net: Net, last: int) -> Net | None:
    """Return the net up to a last wave, with a chosen pilot, or None if that cannot be."""
    level = within(net, problem.waves.day, last)
    core = pilot_core(problem, level)
    if level.stuck >= 0 or people_short(problem, level, core):
        return None
    held = holding(level, core, problem.waves.pilot) if core.size else level
    return None if held.stuck >= 0 else held
