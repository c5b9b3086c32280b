"""Coarser nets: nodes that belong together most become one node, level upon level.

A search among few thousand clusters sees moves of whole teams, which no move of one person
shows. What must not be fused stays apart: nodes with other allowed waves, nodes in an order, and,
where a placement is given, nodes of different waves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from pilotage.plan.clustering import adopt, gather
from pilotage.plan.net import Arcs, Net, shared, summed
from pilotage.plan.problem import Floats, Ints

ROUNDS = 4
"""Passes over all nodes per level."""

STALLED = 0.93
"""A level that keeps more than this share of the nodes is not worth it."""

GRAIN = 20
"""A cluster carries at most this part of the largest wave."""

Level = tuple[Net, Ints]
"""A net, and the node of it that each node of the next finer net belongs to."""


def levels(
    net: Net, few: int, rng: np.random.Generator, part: Ints | None = None
) -> Iterator[Level]:
    """Yield ever coarser nets until one has ``few`` nodes, or nothing more can be fused."""
    while net.size > few:
        onto = clusters(net, rng, part)
        count = int(onto.max()) + 1
        if count > STALLED * net.size:
            return
        if part is not None:
            part = carried(part, onto)
        net = fused(net, onto, count)
        yield net, onto


def clusters(net: Net, rng: np.random.Generator, part: Ints | None = None) -> Ints:
    """Return the cluster of each node, numbered from 0."""
    alike = alike_nodes(net, part)
    state = np.array([rng.integers(2**63)], np.uint64)
    order = rng.permutation(net.size)
    order = order[np.argsort(np.diff(net.ptr)[order], kind="stable")]
    label = np.arange(net.size)
    graph, stock = (net.ptr, net.idx, net.w), (net.load, _most(net), net.load.copy())
    pull, seen = np.zeros(net.size), np.empty(int(np.diff(net.ptr).max(initial=0)), np.int64)
    for _ in range(ROUNDS):
        if gather(order, label, graph, stock, alike, pull, seen, state) < net.size // 100:
            break
    size = np.bincount(label, minlength=net.size)
    adopt(order, label, size, graph, stock, alike, np.full(net.size + 1, -1))
    named: Ints = np.unique(label, return_inverse=True)[1]
    return named


def carried(part: Ints, onto: Ints) -> Ints:
    """Return the wave of each cluster, all of whose nodes are in the same one."""
    coarse = np.empty(int(onto.max()) + 1, np.int64)
    coarse[onto] = part
    return coarse


def fused(net: Net, onto: Ints, count: int) -> Net:
    """Return the net in which the nodes of each cluster are one."""
    load: Floats = np.column_stack([summed(onto, column, count) for column in net.load.T])
    allowed = shared(onto, net.allowed, count)
    ptr, idx, w = _graph(net, onto, count)
    risk = summed(onto, net.risk, count)
    arcs = Arcs(onto[net.arcs.u], onto[net.arcs.v], net.arcs.gap)
    return replace(
        net, real=count, load=load, allowed=allowed, ptr=ptr, idx=idx, w=w, risk=risk, arcs=arcs
    )


def _graph(net: Net, onto: Ints, count: int) -> tuple[Ints, Ints, Floats]:
    source, target = onto[np.repeat(np.arange(net.size), np.diff(net.ptr))], onto[net.idx]
    apart = source != target
    pairs: Ints
    pairs, at = np.unique(source[apart] * count + target[apart], return_inverse=True)
    weight = summed(at, net.w[apart], len(pairs))
    ptr = np.zeros(count + 1, np.int64)
    ptr[1:] = np.cumsum(np.bincount(pairs // count, minlength=count))
    return ptr, pairs % count, weight


def alike_nodes(net: Net, part: Ints | None) -> Ints:
    """Number what may be fused; -1 for nodes in an order, which stay alone."""
    rows = np.packbits(net.allowed, axis=1)
    if part is not None:
        rows = np.column_stack([rows, part.astype(np.int64).view(np.uint8).reshape(net.size, 8)])
    whole = np.ascontiguousarray(rows).view(np.dtype((np.void, rows.shape[1]))).ravel()
    alike: Ints = np.unique(whole, return_inverse=True)[1].astype(np.int64)
    alike[net.arcs.u] = -1
    alike[net.arcs.v] = -1
    return alike


def _most(net: Net) -> Floats:
    """Return what a cluster may carry: a part of the largest wave, and never many times the mean.

    The second bound keeps levels gradual, so that each is worth its search.
    """
    bounded = np.where(np.isfinite(net.cap), net.cap, 0).max(axis=0) / GRAIN
    mean = net.load.sum(axis=0) / max(net.size, 1)
    gradual = np.maximum(6 * mean, net.load.max(axis=0, initial=0))
    most: Floats = np.where(bounded > 0, np.minimum(bounded, gradual), gradual)
    return most
