"""Heat-bath annealing of the ordered cost, with a rising price on what is above a capacity.

Each node in turn draws a new wave, each wave with a chance that falls with its cost there. At
first a wave may be too full for little, in the end for much; ``repair`` makes loads exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pilotage.plan import kernel
from pilotage.plan.net import Net
from pilotage.plan.problem import Ints

SOFT = 0.02
"""A wave that is above its capacity by this share pays the full price."""

STIFF = (1.5, 5.0)
"""The price at the start and in the end, in typical costs of a node per typical load."""

SHRUNK = 0.996
"""Prices hold loads to this share of each capacity; what is left makes the repair easy."""

SAME = 8
"""So many sweeps in a row go through the nodes in the same order."""

RUN, MANY = 32, 10_000
"""Of more than ``MANY`` nodes, runs of so many are taken together."""

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
    slim, stock = part.astype(np.int16), net.stock(part, SHRUNK)
    state = np.array([rng.integers(2**63)], np.uint64)
    mean = net.load[:, net.bounded].sum(axis=0) / max(net.real, 1)
    unit = np.divide(net.typical / SOFT, mean, out=np.zeros_like(mean), where=mean > 0)
    table = kernel.fading()
    for number in range(cooling.sweeps):
        if number % SAME == 0:
            order = mixed(net.free, state)
        heat = net.typical * faded(cooling.hot, cooling.cold, number, cooling.sweeps)
        stiff = unit * faded(*STIFF, number, cooling.sweeps)
        kernel.sweep(
            order, slim, net.allowed, stock, net.graph, net.order, heat, stiff, table, state
        )
        progress("annealing", (number + 1) / cooling.sweeps)
    return slim.astype(np.int64)


def mixed(nodes: Ints, state: NDArray[np.uint64]) -> Ints:
    """Return the nodes in a random order; of many, runs of neighbours stay in theirs.

    Nodes of a run lie side by side in memory, so that a large net need not be fetched node by node.
    """
    run = RUN if len(nodes) > MANY else 1
    runs = np.arange(-(-len(nodes) // run))
    kernel.shuffle(runs, state)
    order: Ints = (runs[:, None] * run + np.arange(run)).ravel()
    return nodes[order[order < len(nodes)]]


def faded(start: float, end: float, number: int, of: int) -> float:
    """Return a value on the way from ``start`` to ``end`` in equal ratios, cut to 30 bits.

    The cut takes away what the power function of one machine may have that another has not.
    """
    share = number / max(of - 1, 1)
    value: float = start * (end / start) ** share
    return round(value * 2**30) / 2**30
