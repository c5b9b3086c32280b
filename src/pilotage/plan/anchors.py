"""Anchors: nodes that never move, one per wave, to which nodes are tied that should stay there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pilotage.plan.net import Net
from pilotage.plan.problem import Floats, Ints


def anchored(net: Net, home: Ints, weight: Floats) -> Net:
    """Return the net in which each wave that a node lies off its ``home`` costs its ``weight``.

    ``home`` is -1 for nodes without one; ``weight`` is in units of node costs. Anchors are free
    nodes behind the others: without load, and allowed in their own wave only.
    """
    k, size = net.k, net.size
    tied = np.flatnonzero((home >= 0) & (weight > 0))
    source = np.repeat(np.arange(size), np.diff(net.ptr))
    ends = np.concatenate([source, tied, size + home[tied]])
    other = np.concatenate([net.idx, size + home[tied], tied])
    w = np.concatenate([net.w, np.rint(weight[tied]), np.rint(weight[tied])])
    order = np.argsort(ends, kind="stable")
    ptr = np.zeros(size + k + 1, np.int64)
    ptr[1:] = np.cumsum(np.bincount(ends, minlength=size + k))
    return replace(
        net,
        load=np.concatenate([net.load, np.zeros((k, net.load.shape[1]))]),
        allowed=np.concatenate([net.allowed, np.eye(k, dtype=np.bool_)]),
        ptr=ptr,
        idx=other[order],
        w=w[order],
        risk=np.concatenate([net.risk, np.zeros(k)]),
    )
