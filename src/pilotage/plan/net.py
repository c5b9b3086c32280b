"""The problem as the search sees it: nodes that move as one, arcs, and a weighted graph.

Units that must share a wave become one node. A group without a unit of its own becomes a free
node without load: its cheapest wave is the median of its members, as the objective counts it.
So every hyperedge stays a star, and nothing is ever expanded into pairs.

Weights are whole numbers (in floats), so that sums of them do not depend on the machine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pilotage.plan.allowed import allowed_waves, tighten
from pilotage.plan.contract import SCALE, contract, hubs, ties
from pilotage.plan.problem import Bools, Floats, Ints, Problem


@dataclass(frozen=True, eq=False)
class Arcs:
    """Node ``v`` lies at least ``gap`` waves after node ``u``."""

    u: Ints
    v: Ints
    gap: Ints


@dataclass(frozen=True, eq=False)
class Net:
    """What a search needs of a problem.

    ``node_of`` maps units to nodes; nodes from ``real`` on are free. ``ptr``, ``idx`` and ``w``
    are the graph in CSR form, each edge in both directions, arcs with weight 0. ``place`` is
    the position of each wave in time, ``early`` how early it is, 0 to 1, ``risk`` what it costs
    to move a node at earliness 1. ``stuck`` is a node that no wave is left for, or -1.
    """

    node_of: Ints
    real: int
    load: Floats
    allowed: Bools
    cap: Floats
    ptr: Ints
    idx: Ints
    w: Floats
    risk: Floats
    early: Floats
    place: Floats
    arcs: Arcs
    stuck: int = -1

    @cached_property
    def graph(self) -> tuple[Ints, NDArray[np.int32], Floats, Floats, Floats, Floats]:
        """Return the graph, and what each wave is, as the compiled search takes them."""
        return self.ptr, self.idx.astype(np.int32), self.w, self.risk, self.early, self.place

    @cached_property
    def free(self) -> Ints:
        """Return the nodes that more than one wave is open to."""
        return np.flatnonzero(self.allowed.sum(axis=1, dtype=np.int16) > 1)

    def stock(self, part: Ints, share: float) -> tuple[Floats, Floats, Floats]:
        """Return loads, that share of the capacities, and what waves carry.

        Only of those resources that some wave bounds: the others need not be looked at.
        """
        columns = self.bounded
        held = loads(self, part)[:, columns]
        return self.load[:, columns].copy(), share * self.cap[:, columns], held.copy()

    @property
    def bounded(self) -> Bools:
        """Return which resources some wave bounds."""
        bounded: Bools = np.any(np.isfinite(self.cap), axis=0)
        return bounded

    @cached_property
    def order(self) -> tuple[Ints, Ints, Ints]:
        """Return whom each node waits for or precedes: a start per node, the others, the gaps.

        A gap of 0 or more: so many waves after the other. One below, ``-1 - g``: at least ``g``
        waves before it.
        """
        arcs = self.arcs
        mine = np.concatenate([arcs.v, arcs.u])
        by_node = np.argsort(mine, kind="stable")
        ptr = np.zeros(self.size + 1, np.int64)
        ptr[1:] = np.cumsum(np.bincount(mine, minlength=self.size))
        other = np.concatenate([arcs.u, arcs.v])[by_node]
        gap = np.concatenate([arcs.gap, -1 - arcs.gap])[by_node]
        return ptr, other, gap

    @property
    def size(self) -> int:
        """Return how many nodes there are."""
        return len(self.load)

    @property
    def k(self) -> int:
        """Return how many waves there are."""
        return len(self.cap)

    @property
    def distance(self) -> Floats:
        """Return how far each wave lies from each other one."""
        return np.abs(self.place[:, None] - self.place)

    @cached_property
    def typical(self) -> float:
        """Return the weight of a node with everything that hangs on it, the scale of costs."""
        return float(self.w.sum() + self.risk.sum()) / self.size or 1.0


def net_of(problem: Problem) -> Net:
    """Return the problem as nodes, with every wave removed that order or a load rules out."""
    node_of, real = contract(problem)
    u, v, w = ties(problem, node_of, real)
    size = real + int(hubs(problem).sum())
    load = np.column_stack([summed(node_of, column, size) for column in problem.units.load.T])
    allowed = shared(node_of, allowed_waves(problem), size)
    cap = _cap(problem)
    for need, most in zip(load.T, cap.T, strict=True):
        allowed &= need[:, None] <= most
    arcs, broken = _arcs(problem, node_of)
    allowed, stuck = tighten(allowed, arcs.u, arcs.v, arcs.gap)
    ptr, idx, weight = _csr(size, u, v, w, arcs)
    return Net(
        node_of,
        real,
        load,
        allowed,
        cap,
        ptr,
        idx,
        weight,
        _risk(problem, node_of, size),
        _early(problem.waves.day, problem.waves.k - 1),
        np.arange(problem.waves.k, dtype=np.float64),
        arcs,
        broken if broken >= 0 else stuck,
    )


def summed(onto: Ints, values: Floats, count: int) -> Floats:
    """Return the sum of the values that belong to each of ``count`` nodes."""
    return np.bincount(onto, values, count).astype(np.float64)


def shared(onto: Ints, rows: Bools, count: int) -> Bools:
    """Return, for each of ``count`` nodes, the waves that all rows of it allow."""
    by_node = np.argsort(onto, kind="stable")
    found, starts = np.unique(onto[by_node], return_index=True)
    allowed = np.ones((count, rows.shape[1]), np.bool_)
    allowed[found] = np.logical_and.reduceat(rows[by_node], starts, axis=0)
    return allowed


def within(net: Net, day: Ints, last: int) -> Net:
    """Return the net with no wave after ``last``; check ``stuck``."""
    allowed = net.allowed.copy()
    allowed[: net.real, last + 1 :] = False
    allowed, stuck = tighten(allowed, net.arcs.u, net.arcs.v, net.arcs.gap)
    return replace(net, allowed=allowed, early=_early(day, last), stuck=stuck)


def holding(net: Net, nodes: Ints, wave: int) -> Net:
    """Return the net in which these nodes may be in ``wave`` only; check ``stuck``."""
    allowed = net.allowed.copy()
    allowed[nodes, :wave] = False
    allowed[nodes, wave + 1 :] = False
    allowed, stuck = tighten(allowed, net.arcs.u, net.arcs.v, net.arcs.gap)
    return replace(net, allowed=allowed, stuck=stuck)


def costs(net: Net, part: Ints) -> Floats:
    """Return what each node would cost in each wave while all others stay."""
    source = np.repeat(np.arange(net.size) * net.k, np.diff(net.ptr))
    pull = np.bincount(source + part[net.idx], net.w, net.size * net.k)
    drawn: Floats = pull.reshape(net.size, net.k) @ net.distance
    return drawn + np.rint(net.risk[:, None] * net.early)


def costs_of(net: Net, part: Ints, nodes: Ints) -> Floats:
    """Return ``costs`` for some nodes alone."""
    lengths = net.ptr[nodes + 1] - net.ptr[nodes]
    ends = np.cumsum(lengths)
    at = np.arange(int(lengths.sum())) + np.repeat(net.ptr[nodes] - ends + lengths, lengths)
    source = np.repeat(np.arange(len(nodes)) * net.k, lengths)
    pull = np.bincount(source + part[net.idx[at]], net.w[at], len(nodes) * net.k)
    drawn: Floats = pull.reshape(len(nodes), net.k) @ net.distance
    return drawn + np.rint(net.risk[nodes, None] * net.early)


def cost(net: Net, part: Ints) -> float:
    """Return the cost of a whole placement: every edge once, and the risk."""
    source = np.repeat(part, np.diff(net.ptr))
    apart = np.abs(net.place[source] - net.place[part[net.idx]])
    return float(net.w @ apart) / 2 + float(np.rint(net.risk * net.early[part]).sum())


def loads(net: Net, part: Ints) -> Floats:
    """Return what each wave carries of each resource."""
    columns = [np.bincount(part, column, net.k) for column in net.load.T]
    return np.column_stack(columns)


def bounds(net: Net, part: Ints) -> tuple[Ints, Ints]:
    """Return the first and last wave that order leaves each node while all others stay."""
    first = np.zeros(net.size, np.int64)
    last = np.full(net.size, net.k - 1)
    np.maximum.at(first, net.arcs.v, part[net.arcs.u] + net.arcs.gap)
    np.minimum.at(last, net.arcs.u, part[net.arcs.v] - net.arcs.gap)
    return first, last


def _arcs(problem: Problem, node_of: Ints) -> tuple[Arcs, int]:
    """Return the order between nodes, and a node that would have to wait for itself, or -1."""
    before = problem.before
    u, v = node_of[before.u], node_of[before.v]
    inside = u == v
    selfish = np.flatnonzero(inside & (before.gap > 0))
    kept = ~inside
    arcs = Arcs(u[kept], v[kept], before.gap[kept])
    return arcs, int(u[selfish[0]]) if selfish.size else -1


def _csr(size: int, u: Ints, v: Ints, w: Floats, arcs: Arcs) -> tuple[Ints, Ints, Floats]:
    source = np.concatenate([u, v, arcs.u, arcs.v])
    target = np.concatenate([v, u, arcs.v, arcs.u])
    weight = np.concatenate([w, w, np.zeros(2 * len(arcs.u))])
    order = np.argsort(source, kind="stable")
    ptr = np.zeros(size + 1, np.int64)
    ptr[1:] = np.cumsum(np.bincount(source, minlength=size))
    return ptr, target[order], weight[order]


def _cap(problem: Problem) -> Floats:
    cap = problem.waves.cap.copy()
    if (pilot := problem.waves.pilot) >= 0:
        cap[pilot, 0] = min(cap[pilot, 0], problem.cover.max_users)
    return cap


def _risk(problem: Problem, node_of: Ints, size: int) -> Floats:
    users = problem.units.load[:, 0]
    each = users * problem.units.risk * problem.weights.risk * SCALE / (users.sum() or 1.0)
    return np.bincount(node_of, each, size).astype(np.float64)


def _early(day: Ints, last: int) -> Floats:
    early: Floats = np.clip(1 - day / max(int(day[last]), 1), 0, 1)
    return early if day[last] > 0 else np.zeros(len(day))
