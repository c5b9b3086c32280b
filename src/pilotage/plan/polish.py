"""Greedy polish: the descent, again and again, until rounds win next to nothing."""

from __future__ import annotations

import numpy as np

from pilotage.plan.descent import descend
from pilotage.plan.kernel import CLOSED, shuffle
from pilotage.plan.net import Net, loads
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
    part = part.copy()
    stock = (net.load, net.cap * (1 + SLACK), loads(net, part))
    state = np.array([rng.integers(2**63)], np.uint64)
    order = np.flatnonzero(net.allowed.sum(axis=1) > 1)
    pairs = (net.k, net.k)
    who, worth = np.full((*pairs, TOP), -1), np.full((*pairs, TOP), -CLOSED)
    wishes = (who, worth, np.full(pairs, -CLOSED), np.full(pairs, -CLOSED))
    faint = 0
    for _ in range(rounds):
        shuffle(order, state)
        won = descend(order, part, net.allowed, stock, net.graph, net.order, wishes)
        faint = faint + 1 if won <= FAINT * net.typical * net.size else 0
        if faint == PATIENCE:
            break
    return part
