"""Where the search starts: from few coarse waves to all of them, each half the width before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pilotage.plan.allowed import earliest_allowed
from pilotage.plan.anneal import Cooling, Progress, anneal, stage
from pilotage.plan.net import Arcs, Net
from pilotage.plan.problem import Ints

COARSEST = 3
"""The coarsest level has at most so many waves."""


def legal(net: Net, wish: Ints) -> Ints:
    """Return the placement nearest to ``wish`` that allowed waves and order permit.

    Capacity is not looked at.
    """
    part, numbers = np.clip(wish, 0, net.k - 1), np.arange(net.k)
    closed = np.flatnonzero(~net.allowed[np.arange(net.size), part])
    far = np.abs(numbers - wish[closed, None]) + np.where(net.allowed[closed], 0, 2 * net.k)
    part[closed] = far.argmin(axis=1)
    arcs = net.arcs
    bound, at = np.unique(arcs.v, return_inverse=True)
    onward = earliest_allowed(net.allowed[bound])
    while (late := part[arcs.v] < part[arcs.u] + arcs.gap).any():
        pushed = part[bound]
        np.maximum.at(pushed, at[late], (part[arcs.u] + arcs.gap)[late])
        part[bound] = onward[np.arange(len(bound)), pushed]
    return part


def levels(k: int) -> list[Ints]:
    """Return, from coarse to fine, the coarse wave of each wave; the last is the wave itself."""
    counts = [k]
    while counts[0] > COARSEST:
        counts.insert(0, (counts[0] + 1) // 2)
    return [np.arange(k) * count // k for count in counts]


def coarse(net: Net, onto: Ints) -> Net:
    """Return the net over coarse waves; each holds what its waves hold, order is loosened."""
    count = int(onto[-1]) + 1
    cap = np.zeros((count, net.cap.shape[1]))
    np.add.at(cap, onto, net.cap)
    allowed = np.zeros((net.size, count), np.bool_)
    for wave, target in enumerate(onto):
        allowed[:, target] |= net.allowed[:, wave]
    waves = np.bincount(onto)
    return replace(
        net,
        allowed=allowed,
        cap=cap,
        early=np.bincount(onto, net.early) / waves,
        place=np.bincount(onto, net.place) / waves,
        arcs=Arcs(net.arcs.u, net.arcs.v, np.zeros_like(net.arcs.gap)),
    )


def first_placement(
    net: Net, coolings: tuple[Cooling, Cooling], rng: np.random.Generator, progress: Progress
) -> Ints:
    """Return a placement found from coarse to fine; loads are near capacity, not within it.

    ``coolings`` are those of the coarsest level and of every finer one.
    """
    part = np.zeros(net.size, np.int64)
    before = np.zeros(net.k, np.int64)
    steps = levels(net.k)
    for number, onto in enumerate(steps):
        children = [onto[before == parent] for parent in range(int(before[-1]) + 1)]
        low = np.array([child[0] for child in children])
        width = np.array([child[-1] - child[0] + 1 for child in children])
        wish = low[part] + np.floor(rng.random(net.size) * width[part]).astype(np.int64)
        level = net if onto[-1] == net.k - 1 else coarse(net, onto)
        told = stage(progress, number, len(steps))
        part = anneal(level, legal(level, wish), coolings[min(number, 1)], rng, told)
        before = onto
    return part
