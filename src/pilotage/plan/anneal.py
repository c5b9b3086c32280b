"""Heat-bath annealing of the ordered cost, with a rising price on what is above a capacity.

Each node in turn draws a new wave, each wave with a chance that falls with its cost there. At
first a wave may be too full for little, in the end for much; ``repair`` makes loads exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pilotage.plan import kernel
from pilotage.plan.net import Net, loads
from pilotage.plan.problem import Ints

SOFT = 0.02
"""A wave that is above its capacity by this share pays the full price."""

STIFF = (1.5, 5.0)
"""The price at the start and in the end, in typical costs of a node per typical load."""

SHRUNK = 0.996
"""Prices hold loads to this share of each capacity; what is left makes the repair easy."""

SAME = 8
"""So many sweeps in a row go through the nodes in the same order."""

Progress = Callable[[str, float], None]
"""Called with what is being done and the share that is done, 0 to 1."""


def stage(tell: Progress, at: int, of: int) -> Progress:
    """Return how to tell the progress of stage ``at`` of ``of`` equal stages."""
    return lambda doing, share: tell(doing, (at + share) / of)


@dataclass(frozen=True)
class Cooling:
    """How the search cools down: from ``hot`` to ``cold`` times the typical cost of a node."""

    hot: float
    cold: float
    sweeps: int


def anneal(
    net: Net, part: Ints, cooling: Cooling, rng: np.random.Generator, progress: Progress
) -> Ints:
    """Return a cheaper placement than ``part``; loads may lie a little above capacity."""
    part = part.copy()
    stock = (net.load, SHRUNK * net.cap, loads(net, part))
    state = np.array([rng.integers(2**63)], np.uint64)
    order = np.flatnonzero(net.allowed.sum(axis=1) > 1)
    mean = net.load.sum(axis=0) / max(net.real, 1)
    unit = np.divide(net.typical / SOFT, mean, out=np.zeros_like(mean), where=mean > 0)
    table = kernel.fading()
    for number in range(cooling.sweeps):
        if number % SAME == 0:
            kernel.shuffle(order, state)
        heat = net.typical * faded(cooling.hot, cooling.cold, number, cooling.sweeps)
        stiff = unit * faded(*STIFF, number, cooling.sweeps)
        graph, arcs = net.graph, net.order
        kernel.sweep(order, part, net.allowed, stock, graph, arcs, heat, stiff, table, state)
        progress("annealing", (number + 1) / cooling.sweeps)
    return part


def faded(start: float, end: float, number: int, of: int) -> float:
    """Return a value on the way from ``start`` to ``end`` in equal ratios, cut to 30 bits.

    The cut takes away what the power function of one machine may have that another has not.
    """
    share = number / max(of - 1, 1)
    value: float = start * (end / start) ** share
    return round(value * 2**30) / 2**30
