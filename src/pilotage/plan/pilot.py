"""The pilot: a small set of nodes that covers the wished tags and fills it to its minimum."""

from __future__ import annotations

import numpy as np

from pilotage.plan.net import Net
from pilotage.plan.problem import Bools, Floats, Ints, Problem


def pilot_core(problem: Problem, net: Net) -> Ints:
    """Return nodes to be held in the pilot, chosen greedily; check ``people_short`` after.

    First those that cover most of what is still wished, then those that hang most on the ones
    already chosen. Nodes that an order binds are taken only if they can move nowhere else.
    """
    pilot = problem.waves.pilot
    if pilot < 0:
        return np.zeros(0, np.int64)
    alone = net.allowed.sum(axis=1) == 1
    choice = _Choice(problem, net, net.allowed[:, pilot] & alone)
    tied = np.zeros(net.size, np.bool_)
    tied[net.arcs.u] = tied[net.arcs.v] = True
    may = net.allowed[:, pilot] & ~tied & (np.arange(net.size) < net.real)
    while (node := choice.most_covering(may)) >= 0:
        choice.take(node)
    while choice.people < problem.cover.min_users and (node := choice.closest(may)) >= 0:
        choice.take(node)
    return np.flatnonzero(choice.chosen)


def people_short(problem: Problem, net: Net, core: Ints) -> bool:
    """Return whether the core holds fewer people than the pilot needs."""
    return problem.waves.pilot >= 0 and net.load[core, 0].sum() < problem.cover.min_users


def missed(problem: Problem, wave: Ints) -> float:
    """Return how many units the pilot lacks of what the tags wish for."""
    pilot, tags = problem.waves.pilot, problem.cover.tags
    if pilot < 0 or not len(tags):
        return 0.0
    of = np.repeat(np.arange(len(tags)), np.diff(tags.ptr))
    met = np.bincount(of, wave[tags.members] == pilot, len(tags))
    return float(np.maximum(problem.cover.tag_min - met, 0).sum())


class _Choice:
    """What has been chosen for the pilot, what it can still take, and what is still wished."""

    def __init__(self, problem: Problem, net: Net, forced: Bools) -> None:
        self.net = net
        self.chosen = forced & (np.arange(net.size) < net.real)
        self.room = net.cap[problem.waves.pilot] - net.load[self.chosen].sum(axis=0)
        tags = problem.cover.tags
        of = np.repeat(np.arange(len(tags)), np.diff(tags.ptr))
        pairs, count = np.unique(of * net.size + net.node_of[tags.members], return_counts=True)
        self.tag, self.node, self.count = pairs // net.size, pairs % net.size, count
        self.wished = problem.cover.tag_min.astype(np.float64)
        for node in np.flatnonzero(self.chosen):
            self._cover(int(node))

    @property
    def people(self) -> float:
        """Return how many people have been chosen."""
        return float(self.net.load[self.chosen, 0].sum())

    def take(self, node: int) -> None:
        """Choose ``node``."""
        self.chosen[node] = True
        self.room = self.room - self.net.load[node]
        self._cover(node)

    def most_covering(self, may: Bools) -> int:
        """Return the node that covers most of what is wished, or -1 if none covers any."""
        gain = np.minimum(self.count, np.maximum(self.wished[self.tag], 0))
        covers = np.bincount(self.node, gain, self.net.size)
        return self._best(may & (covers > 0), covers.astype(np.float64))

    def closest(self, may: Bools) -> int:
        """Return the node with people that hangs most on the chosen ones, or -1."""
        return self._best(may & (self.net.load[:, 0] > 0), np.zeros(self.net.size))

    def _best(self, may: Bools, first: Floats) -> int:
        fits = np.all((self.net.load <= self.room) | (self.net.load == 0), axis=1)
        open_nodes = np.flatnonzero(may & fits & ~self.chosen)
        if not open_nodes.size:
            return -1
        source = np.repeat(self.chosen, np.diff(self.net.ptr))
        pull = np.bincount(self.net.idx[source], self.net.w[source], self.net.size)
        keys = (open_nodes, self.net.risk[open_nodes], -pull[open_nodes], -first[open_nodes])
        return int(open_nodes[np.lexsort(keys)[0]])

    def _cover(self, node: int) -> None:
        mine = self.node == node
        np.subtract.at(self.wished, self.tag[mine], self.count[mine])
