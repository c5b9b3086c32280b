"""Where every node is now and what each wave carries: the one value that a search changes."""

from __future__ import annotations

import numpy as np

from pilotage.plan.net import Net, loads
from pilotage.plan.problem import Bools, Floats, Ints

SLACK = 1e-12
"""Room for the rounding of sums, as a share of the capacity."""


class Placement:
    """A placement of all nodes, with the loads that follow from it."""

    def __init__(self, net: Net, part: Ints) -> None:
        self.net = net
        self.part = part.copy()
        self.cap = net.cap * (1 + SLACK)
        self.load = loads(net, part)

    @property
    def room(self) -> Floats:
        """Return what each wave can still take; negative where it is too full."""
        left: Floats = self.cap - self.load
        return left

    @property
    def overflow(self) -> Floats:
        """Return by how much each wave is too full, as a share of its capacity."""
        over = np.maximum(self.load - self.cap, 0)
        return np.where(over > 0, over / np.maximum(self.net.cap, 1e-9), 0.0)

    def neighbours(self, node: int) -> Ints:
        """Return the nodes that ``node`` is tied to, by weight or by order."""
        return self.net.idx[self.net.ptr[node] : self.net.ptr[node + 1]]

    def tie(self, one: int, other: int) -> float:
        """Return the weight between two nodes."""
        span = slice(self.net.ptr[one], self.net.ptr[one + 1])
        return float(self.net.w[span][self.net.idx[span] == other].sum())

    def fits(self, node: int, wave: int) -> bool:
        """Return whether ``wave`` can take ``node`` as well."""
        needs = self.net.load[node]
        return bool(np.all((needs <= self.room[wave]) | (needs == 0)))

    def swaps(self, one: int, other: int) -> bool:
        """Return whether two nodes may change waves without making either too full."""
        more = self.net.load[one] - self.net.load[other]
        here, there = self.room[self.part[one]], self.room[self.part[other]]
        return bool(np.all((more <= there) | (more <= 0)) and np.all((-more <= here) | (more >= 0)))

    def move(self, node: int, wave: int) -> None:
        """Put ``node`` into ``wave``."""
        self.load[self.part[node]] -= self.net.load[node]
        self.load[wave] += self.net.load[node]
        self.part[node] = wave

    def swap(self, one: int, other: int) -> None:
        """Let two nodes change waves."""
        here, there = int(self.part[one]), int(self.part[other])
        self.move(one, there)
        self.move(other, here)


def fitting(placement: Placement, nodes: Ints) -> Bools:
    """Return which waves have room for which of ``nodes``, a row per node."""
    needs = placement.net.load[nodes]
    fits = np.ones((len(nodes), placement.net.k), np.bool_)
    for need, room in zip(needs.T, placement.room.T, strict=True):
        fits &= (need[:, None] <= room) | (need[:, None] == 0)
    return fits
