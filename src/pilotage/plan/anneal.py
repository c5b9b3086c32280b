"""Heat-bath annealing of the ordered cost, in batches, with prices on capacity.

Each step draws new waves for a small batch of nodes at once, each wave with a chance that falls
with its cost. Capacity has a price per wave and resource, which rises while the wave is too full
and falls while it has room; prices keep the loads near capacity, ``repair`` makes them exact.
Order between nodes is never broken: of two nodes that wait for each other only one moves at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from pilotage.plan.net import Net, loads
from pilotage.plan.problem import Bools, Floats, Ints

REGROUP = 10
"""After so many sweeps the batches are drawn anew."""

TARGET = 0.985
"""Prices aim at this share of each capacity; what is left makes the repair easy."""

CLOSED = 1e300
"""The cost of a wave that a node may not move in."""

Progress = Callable[[str, float], None]
"""Called with what is being done and the share that is done, 0 to 1."""


def stage(tell: Progress, at: int, of: int) -> Progress:
    """Return how to tell the progress of stage ``at`` of ``of`` equal stages."""
    return lambda doing, share: tell(doing, (at + share) / of)


@dataclass(frozen=True)
class Cooling:
    """How the search cools down: from ``hot`` to ``cold`` times the typical cost of a node.

    A sweep draws every node once, in batches of a ``batches``-th of all nodes.
    """

    hot: float
    cold: float
    sweeps: int
    batches: int = 16


@dataclass(frozen=True, eq=False)
class Batch:
    """Nodes that are drawn at once, with their edges and the order that binds them."""

    nodes: Ints
    source: Ints
    idx: Ints
    w: Floats
    closed: Bools
    load: Floats
    risk: Floats
    after: tuple[Ints, Ints, Ints]
    until: tuple[Ints, Ints, Ints]


def anneal(
    net: Net, part: Ints, cooling: Cooling, rng: np.random.Generator, progress: Progress
) -> Ints:
    """Return a cheaper placement than ``part``; loads may lie a little above capacity."""
    part = part.copy()
    price = np.zeros_like(net.cap)
    fall = (cooling.cold / cooling.hot) ** (1 / max(cooling.sweeps - 1, 1))
    heat = cooling.hot * net.typical
    load = loads(net, part)
    batches: list[Batch] = []
    for sweep in range(cooling.sweeps):
        if sweep % REGROUP == 0:
            batches = list(_batches(net, min(cooling.batches, net.size), rng))
            load = loads(net, part)
        for batch in batches:
            old = part[batch.nodes]
            load -= _loads(batch.load, old, net.k)
            cost = _costs(net, batch, part)
            chance = _chances(cost, batch, price, heat)
            price = _repriced(net, price, load, batch, chance, heat)
            part[batch.nodes] = _draw(_chances(cost, batch, price, heat), rng)
            load += _loads(batch.load, part[batch.nodes], net.k)
        heat *= fall
        progress("annealing", (sweep + 1) / cooling.sweeps)
    return part


def _batches(net: Net, count: int, rng: np.random.Generator) -> Iterator[Batch]:
    """Deal the nodes that may move into ``count`` random batches."""
    movable = np.flatnonzero(net.allowed.sum(axis=1) > 1)
    deal = np.full(net.size, -1)
    deal[rng.permutation(movable)] = np.arange(len(movable)) * count // max(len(movable), 1)
    clash = (deal[net.arcs.u] == deal[net.arcs.v]) & (deal[net.arcs.u] >= 0)
    deal[net.arcs.v[clash]] = -1
    lengths = np.diff(net.ptr)
    for number in range(count):
        nodes = np.flatnonzero(deal == number)
        local = np.full(net.size, -1)
        local[nodes] = np.arange(len(nodes))
        ends = np.cumsum(lengths[nodes])
        at = np.arange(int(lengths[nodes].sum()))
        at += np.repeat(net.ptr[nodes] - ends + lengths[nodes], lengths[nodes])
        yield Batch(
            nodes,
            np.repeat(np.arange(len(nodes)) * net.k, lengths[nodes]),
            net.idx[at],
            net.w[at],
            ~net.allowed[nodes],
            net.load[nodes],
            net.risk[nodes],
            _bound(local, net.arcs.v, net.arcs.u, net.arcs.gap),
            _bound(local, net.arcs.u, net.arcs.v, net.arcs.gap),
        )


def _bound(local: Ints, mine: Ints, other: Ints, gap: Ints) -> tuple[Ints, Ints, Ints]:
    inside = local[mine] >= 0
    return local[mine[inside]], other[inside], gap[inside]


def _loads(load: Floats, part: Ints, k: int) -> Floats:
    return np.column_stack([np.bincount(part, column, k) for column in load.T])


def _costs(net: Net, batch: Batch, part: Ints) -> Floats:
    count = len(batch.nodes)
    pull = np.bincount(batch.source + part[batch.idx], batch.w, count * net.k)
    cost: Floats = pull.reshape(count, net.k) @ net.distance
    if net.risk.any():
        cost += np.rint(batch.risk[:, None] * net.early)
    cost[batch.closed] = CLOSED
    if batch.after[0].size or batch.until[0].size:
        cost[_out_of_order(batch, part, net.k)] = CLOSED
    return cost


def _out_of_order(batch: Batch, part: Ints, k: int) -> Bools:
    first = np.zeros(len(batch.nodes), np.int64)
    last = np.full(len(batch.nodes), k - 1)
    mine, other, gap = batch.after
    np.maximum.at(first, mine, part[other] + gap)
    mine, other, gap = batch.until
    np.minimum.at(last, mine, part[other] - gap)
    numbers = np.arange(k)
    return (numbers < first[:, None]) | (numbers > last[:, None])


def _chances(cost: Floats, batch: Batch, price: Floats, heat: float) -> Floats:
    """Return the chance of each wave for each node of the batch."""
    total = cost + batch.load @ price.T
    total -= total.min(axis=1, keepdims=True)
    total *= -1 / heat
    chance: Floats = np.exp(total, out=total)
    chance /= chance.sum(axis=1, keepdims=True)
    return chance


def _repriced(
    net: Net, price: Floats, load: Floats, batch: Batch, chance: Floats, heat: float
) -> Floats:
    """Return prices under which the batch is expected to fit into what the others leave."""
    total = batch.load.sum(axis=0)
    mean = total / max(len(batch.nodes), 1)
    expected = chance.T @ batch.load
    room = np.maximum(TARGET * net.cap - load, 0.02 * total / net.k)
    with np.errstate(divide="ignore", invalid="ignore"):
        pressure = np.clip(np.log((expected + 1e-3 * mean) / room), -1, 1)
        step = np.where(np.isfinite(pressure) & (mean > 0), heat * pressure / mean, 0.0)
    return np.maximum(price + step, 0.0)


def _draw(chance: Floats, rng: np.random.Generator) -> Ints:
    mark = rng.random(len(chance))[:, None]
    reached = np.cumsum(chance, axis=1)
    drawn: Ints = (reached < mark * reached[:, -1:]).sum(axis=1)
    return drawn
