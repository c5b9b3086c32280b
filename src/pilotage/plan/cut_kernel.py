"""The compiled part of the lower bound: unit vectors in place of sides, coordinate by coordinate.

Each node is a unit vector instead of a side, +1 or -1, of a cut; the best vectors solve the
semidefinite relaxation. Source of the method: https://arxiv.org/abs/1706.00476 (Wang, Chang,
Kolter: the mixing method).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pilotage.plan.kernel import compiled


@compiled
def mix(vectors: Any, graph: Any, load: Any, price: float, pulled: Any, sweeps: int) -> None:
    """Turn each vector in turn to where its ties and the balance of loads pull it.

    ``price`` is what the squared imbalance costs. ``pulled`` is filled with the length of the
    last pull on each node, from which the dual solution follows.
    """
    ptr, idx, w = graph
    size, width = vectors.shape
    balance, pull = np.zeros(width), np.empty(width)
    for node in range(size):
        for r in range(width):
            balance[r] += load[node] * vectors[node, r]
    for _ in range(sweeps):
        for node in range(size):
            for r in range(width):
                own = load[node] * vectors[node, r]
                pull[r] = price * load[node] * (balance[r] - own)
            for at in range(ptr[node], ptr[node + 1]):
                for r in range(width):
                    pull[r] -= w[at] * vectors[idx[at], r]
            length = 0.0
            for r in range(width):
                length += pull[r] * pull[r]
            length = np.sqrt(length)
            pulled[node] = length
            if length > 0.0:
                for r in range(width):
                    turned = -pull[r] / length
                    balance[r] += load[node] * (turned - vectors[node, r])
                    vectors[node, r] = turned
