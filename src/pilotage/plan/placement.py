"""Where every node is now and what each wave carries: the one value that a search changes."""

from __future__ import annotations

import numpy as np

from pilotage.plan.net import Net, loads
from pilotage.plan.problem import Bools, Floats, Ints

SLACK = 1e-12
"""Room for the rounding of sums, as a share of the capacity."""


class Placement:
    """A placement of all nodes, with the room in each wave that follows from it.

    Loads and room are kept as plain numbers, three to a row: they are asked for one by one.
    """

    def __init__(self, net: Net, part: Ints) -> None:
        self.net = net
        self.part = part.copy()
        self.distance = net.distance
        self._needs: list[list[float]] = net.load.tolist()
        self._room: list[list[float]] = (net.cap * (1 + SLACK) - loads(net, part)).tolist()

    @property
    def room(self) -> Floats:
        """Return what each wave can still take; negative where it is too full."""
        return np.array(self._room)

    @property
    def overflow(self) -> Floats:
        """Return by how much each wave is too full, as a share of its capacity."""
        over = np.maximum(-self.room, 0)
        return np.where(over > 0, over / np.maximum(self.net.cap, 1e-9), 0.0)

    def neighbours(self, node: int) -> Ints:
        """Return the nodes that ``node`` is tied to, by weight or by order."""
        return self.net.idx[self.net.ptr[node] : self.net.ptr[node + 1]]

    def tie(self, one: int, other: int) -> float:
        """Return the weight between two nodes."""
        span = slice(self.net.ptr[one], self.net.ptr[one + 1])
        return float(self.net.w[span][self.net.idx[span] == other].sum())

    def ordered(self, one: int, other: int) -> bool:
        """Return whether one of two nodes must wait for the other; arcs have no weight."""
        span = slice(self.net.ptr[one], self.net.ptr[one + 1])
        return bool(((self.net.idx[span] == other) & (self.net.w[span] == 0)).any())

    def fits(self, node: int, wave: int) -> bool:
        """Return whether ``wave`` can take ``node`` as well."""
        pairs = zip(self._needs[node], self._room[wave], strict=True)
        return all(need <= room or need == 0 for need, room in pairs)

    def swaps(self, one: int, other: int) -> bool:
        """Return whether two nodes may change waves without making either too full."""
        here, there = self._room[self.part[one]], self._room[self.part[other]]
        rows = zip(self._needs[one], self._needs[other], here, there, strict=True)
        return all(
            a == b or (a > b and a - b <= free_there) or (a < b and b - a <= free_here)
            for a, b, free_here, free_there in rows
        )

    def move(self, node: int, wave: int) -> None:
        """Put ``node`` into ``wave``."""
        left, entered = self._room[self.part[node]], self._room[wave]
        for resource, need in enumerate(self._needs[node]):
            left[resource] += need
            entered[resource] -= need
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
