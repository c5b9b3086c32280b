"""Search from clusters to nodes: first where whole teams go, then who goes where.

Small nets are searched as they are. A large one is coarsened until it is small; the placement of
its clusters is then carried down level by level, and each level may still change it. Leaves of a
large net are not searched at all, but go with what they hang on.
"""

from __future__ import annotations

import numpy as np

from pilotage.plan.anneal import Cooling, Progress, anneal, stage
from pilotage.plan.coarsen import Level, carried, levels
from pilotage.plan.leaves import trimmed
from pilotage.plan.net import Net
from pilotage.plan.problem import Ints
from pilotage.plan.start import first_placement, legal
from pilotage.plan.start import levels as widths

FEW = 2000
"""A net of at most so many nodes is searched without clusters."""

NODE, TIE, PLACE = 80.0, 1.5, 1.5
"""A sweep in nanoseconds of an idle core: per node, per end of a tie, per node and wave."""

BILLION = 1e9
FEWEST, MOST = 8, 20_000
"""Sweeps of one annealing."""


CLUSTERS = 0.45
"""The share of the work that goes into where the clusters go."""

LEAVES = 0.12
"""The share of the work that is left for leaves, once the rest of a net has been searched."""


def sweeps(seconds: float, nets: list[Net]) -> int:
    """Return how many sweeps over each of ``nets`` are that much work; it is no clock."""
    each = sum(TIE * len(net.idx) + (NODE + PLACE * net.k) * net.size for net in nets)
    return int(np.clip(seconds * BILLION / max(each, 1.0), FEWEST, MOST))


def from_nothing(net: Net, seconds: float, rng: np.random.Generator, tell: Progress) -> Ints:
    """Return a placement found from scratch; loads are near capacity, not within it."""
    if net.size > FEW and (trunk := trimmed(net)):
        inner, onto = trunk
        first, second = stage(tell, 0, 2), stage(tell, 1, 2)
        part = from_nothing(inner, seconds * (1 - LEAVES), rng, first)[onto]
        return anneal(net, part, Cooling(0.2, 0.02, sweeps(seconds * LEAVES, [net])), rng, second)
    made = list(levels(net, FEW, rng))
    if not made:
        return _flat(net, seconds, rng, tell)
    top = made[-1][0]
    first, second = stage(tell, 0, 2), stage(tell, 1, 2)
    part = _flat(top, seconds * CLUSTERS, rng, first)
    return _down(net, made, part, 0.5, seconds * (1 - CLUSTERS), rng, second)


def from_placement(
    net: Net, part: Ints, seconds: float, rng: np.random.Generator, tell: Progress
) -> Ints:
    """Return a placement found by warming ``part`` up, clusters first, and cooling it again."""
    part = legal(net, part)
    if net.size > FEW and (trunk := trimmed(net, part)):
        inner, onto = trunk
        return from_placement(inner, carried(part, onto), seconds, rng, tell)[onto]
    made = list(levels(net, FEW, rng, part))
    if not made:
        mild = Cooling(0.3, 0.02, sweeps(seconds, [net]))
        return anneal(net, part, mild, rng, tell)
    for _, onto in made:
        part = carried(part, onto)
    top = made[-1][0]
    mild = Cooling(0.6, 0.02, sweeps(seconds / 4, [top]))
    part = anneal(top, part, mild, rng, stage(tell, 0, 2))
    return _down(net, made, part, 0.3, seconds * 3 / 4, rng, stage(tell, 1, 2))


def _flat(net: Net, seconds: float, rng: np.random.Generator, tell: Progress) -> Ints:
    """Search the nodes of ``net`` as they are, from few coarse waves to all."""
    count = sweeps(seconds / len(widths(net.k)), [net])
    hot, warm = Cooling(2.0, 0.02, count), Cooling(1.0, 0.02, count)
    return first_placement(net, (hot, warm), rng, tell)


def _down(
    net: Net,
    made: list[Level],
    part: Ints,
    hot: float,
    seconds: float,
    rng: np.random.Generator,
    tell: Progress,
) -> Ints:
    """Carry a placement of the coarsest net down to ``net``, warming up each level a little."""
    nets = [net, *(each for each, _ in made[:-1])]
    cooling = Cooling(hot, 0.02, sweeps(seconds, nets))
    for number, (level, (_, onto)) in enumerate(zip(nets[::-1], made[::-1], strict=True)):
        part = anneal(level, part[onto], cooling, rng, stage(tell, number, len(nets)))
    return part
