"""The search for a good plan: several starts, then reheating the best one, bounded by work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pilotage.plan.anneal import Progress, stage
from pilotage.plan.multilevel import from_nothing, from_placement
from pilotage.plan.net import Net, holding, loads, within
from pilotage.plan.objective import objective
from pilotage.plan.pilot import missed, people_short, pilot_core
from pilotage.plan.polish import polish
from pilotage.plan.problem import Ints, Problem
from pilotage.plan.repair import repair
from pilotage.plan.start import legal


@dataclass(frozen=True)
class Effort:
    """How much work a search may do: so many seconds of an idle core, counted, not clocked.

    ``base`` is for any problem that is not tiny, ``each`` is added per node. ``starts`` begin
    from nothing; ``reheats`` of the best plan so far take the share ``REHEATED`` of it.
    ``work`` is for the exact solver, in its deterministic measure.
    """

    base: float
    each: float
    starts: int
    reheats: int
    rounds: int
    work: float

    def seconds(self, net: Net) -> float:
        """Return the whole work that a net is worth; a small one less than ``base``."""
        share = np.clip((len(net.idx) + net.size * net.k) / WHOLE, SMALLEST, 1.0)
        return float(self.base * share + self.each * net.size)

    def rounds_of(self, net: Net) -> int:
        """Return how many rounds of greedy polish a net is worth; a large one fewer."""
        return int(np.clip(self.rounds * 2 * LARGE // max(net.size, 1), FEWEST, self.rounds))


EFFORTS = {
    "quick": Effort(base=0.3, each=1.2e-5, starts=1, reheats=0, rounds=20, work=2),
    "standard": Effort(base=5.5, each=1.2e-4, starts=12, reheats=4, rounds=60, work=10),
    "best": Effort(base=40.0, each=6e-4, starts=24, reheats=20, rounds=200, work=200),
}
"""Every effort by the name that people ask for it with."""

WHOLE = 40_000
"""From so many ends of ties and places on, a problem is worth the whole base."""

SMALLEST = 0.25
"""What the smallest problem is worth of the base."""

FEWEST = 12
"""Rounds of greedy polish that every net is worth."""

LARGE = 10_000
"""From so many nodes on there is one start: one long search beats several short ones."""

FEWER = 4
"""A large net is reheated so many times less often."""

REHEATED = {False: 1 / 3, True: 1 / 5}
"""The share of the work that goes into reheating, of small nets and of large ones."""


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
        large = net.size > LARGE
        starts = 1 if large else effort.starts
        reheats = effort.reheats // FEWER if large else effort.reheats
        nets = [level for last in _horizons(problem, net) if (level := _held(problem, net, last))]
        if not nets:
            return
        count = len(nets) + starts - 1 + reheats
        told = (stage(tell, at, count) for at in range(count))
        again = REHEATED[large] if reheats else 0.0
        first = effort.seconds(net) * (1 - again) / (len(nets) + starts - 1)
        totals = [self._start(level, first, next(told)) for level in nets]
        level = nets[int(np.argmin(totals))]
        for _ in range(starts - 1):
            self._start(level, first, next(told))
        for _ in range(reheats):
            self._reheat(level, effort.seconds(net) * again / reheats, next(told))
        if not _timeless(problem):
            self._shorten(net)

    def _start(self, net: Net, seconds: float, tell: Progress) -> float:
        """Search from scratch; return the total of what was found, ``inf`` if nothing fits."""
        return self._settle(net, from_nothing(net, seconds, self.rng, tell))

    def _reheat(self, net: Net, seconds: float, tell: Progress) -> None:
        """Warm the best plan up and let it settle again."""
        if self.best.part is not None:
            self._settle(net, from_placement(net, self.best.part, seconds, self.rng, tell))

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
        part = polish(net, part, self.effort.rounds_of(net), self.rng)
        assert np.all(loads(net, part) <= net.cap * (1 + 1e-9) + 1e-9)
        self.best.offer(net, part)
        return objective(self.best.problem, part[net.node_of]).total


def _timeless(problem: Problem) -> bool:
    """Return whether an earlier end is worth nothing: only ties are weighed."""
    return not problem.weights.finish and not problem.weights.risk


def _horizons(problem: Problem, net: Net) -> Iterator[int]:
    """Yield last waves that are worth a start: the latest, the earliest possible, one between."""
    latest, total = net.k - 1, net.load.sum(axis=0)
    if _timeless(problem):
        yield latest
        return
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
