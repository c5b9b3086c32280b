"""Greedy polish: the descent, again and again, until rounds win next to nothing."""

from __future__ import annotations

import numpy as np

from pilotage.plan.anneal import mixed
from pilotage.plan.descent import descend
from pilotage.plan.kernel import CLOSED
from pilotage.plan.net import Net
from pilotage.plan.placement import SLACK
from pilotage.plan.problem import Ints

FAINT = 2e-6
"""A round that wins less than this share of all weight wins next to nothing."""

PATIENCE = 2
"""So many such rounds are the last: the first only learns who wants to go where."""

TOP = 12
"""So many nodes are kept as partners for each pair of waves."""


def polish(net: Net, part: Ints, rounds: int, rng: np.random.Generator) -> Ints:
    """Return a placement that is no dearer than ``part`` and no fuller anywhere."""
    slim, stock = part.astype(np.int16), net.stock(part, 1 + SLACK)
    state = np.array([rng.integers(2**63)], np.uint64)
    pairs = (net.k, net.k)
    who, worth = np.full((*pairs, TOP), -1), np.full((*pairs, TOP), -CLOSED)
    wishes = (who, worth, np.full(pairs, -CLOSED), np.full(pairs, -CLOSED))
    faint = 0
    for _ in range(rounds):
        order = mixed(net.free, state)
        won = descend(order, slim, net.allowed, stock, net.graph, net.order, wishes)
        faint = faint + 1 if won <= FAINT * net.typical * net.size else 0
        if faint == PATIENCE:
            break
    return slim.astype(np.int64)
