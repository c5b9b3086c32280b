"""Leaves: nodes with one tie go with the node that they hang on, as far as a cluster may grow.

A leaf in the wave of its hub costs nothing, so a search of the hubs alone finds nearly the same
plan in a fraction of the work; the polish afterwards looks at every leaf again. A hub with more
leaves than a wave holds stays divisible: what it cannot take forms clusters of its own.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pilotage.plan.clustering import holds, join
from pilotage.plan.coarsen import Level, alike_nodes, fused
from pilotage.plan.kernel import compiled
from pilotage.plan.net import Net
from pilotage.plan.problem import Floats, Ints

MANY = 0.5
"""The share of the nodes that must go for it: of fewer leaves, each is searched for itself."""

PIECES = 100
"""A hub with its leaves, or a cluster of leaves, carries at most this part of the largest wave."""


def trimmed(net: Net, part: Ints | None = None) -> Level | None:
    """Return the net without most of its leaves, or None where there are too few of them.

    Only what may move in the same waves is fused, nothing that an order binds and, where a
    placement is given, nothing across its waves.
    """
    degree = np.diff(net.ptr)
    leaf = np.flatnonzero(degree == 1)
    if len(leaf) < MANY * net.size:
        return None
    hub = net.idx[net.ptr[leaf]]
    tied = (degree[hub] > 1) & (net.w[net.ptr[leaf]] > 0)
    label, stock = np.arange(net.size), (net.load, _most(net), net.load.copy())
    leaf, hub, alike = leaf[tied], hub[tied], alike_nodes(net, part)
    order = np.lexsort((alike[leaf], hub))
    hang(leaf[order], hub[order], label, stock, alike, np.full(net.size, -1))
    onto: Ints = np.unique(label, return_inverse=True)[1]
    count = int(onto.max()) + 1
    return None if count > (1 - MANY) * net.size else (fused(net, onto, count), onto)


@compiled
def hang(leaf: Any, hub: Any, label: Any, stock: Any, alike: Any, last: Any) -> None:
    """Join each leaf to its hub, or else to the last leaf of that hub that began a cluster.

    ``last`` is -1 everywhere, one entry per node; the other tuples are those of ``clustering``.
    """
    for at in range(len(leaf)):
        node, centre = leaf[at], hub[at]
        if alike[node] < 0:
            continue
        if alike[centre] == alike[node] and holds(node, centre, stock):
            join(node, centre, label, stock)
            continue
        begun = last[centre]
        if begun >= 0 and alike[begun] == alike[node] and holds(node, begun, stock):
            join(node, begun, label, stock)
        else:
            last[centre] = node


def _most(net: Net) -> Floats:
    """Return what a cluster may carry: a small part of the largest wave, if any is bounded."""
    bounded = np.isfinite(net.cap)
    largest = np.where(bounded, net.cap, 0).max(axis=0) / PIECES
    most: Floats = np.where(bounded.any(axis=0), largest, np.inf)
    return most
