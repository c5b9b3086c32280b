"""Greedy polish: moves and swaps that make the plan cheaper and keep every constraint.

A round prices all moves at once, then applies them from the best on, as long as neither the node
nor anything it is tied to has moved in the round. So each gain is exact and the cost only falls.
"""

from __future__ import annotations

import numpy as np

from pilotage.plan.net import Net, bounds, costs
from pilotage.plan.placement import Placement, fitting
from pilotage.plan.problem import Floats, Ints

FAINT = 2e-6
"""A round that wins less than this share of all weight is the last."""

TOP = 24
"""So many candidates of a wave are considered for a swap with each other wave."""


def polish(net: Net, part: Ints, rounds: int, rng: np.random.Generator) -> Ints:
    """Return a placement that is no dearer than ``part`` and no fuller anywhere."""
    placement = Placement(net, part)
    for _ in range(rounds):
        gains = _gains(placement)
        moves = _moves(placement, gains)
        swaps = _swaps(placement, gains, int(rng.integers(TOP)))
        if _apply(placement, np.concatenate([moves, swaps])) <= FAINT * net.typical * net.size:
            break
    return placement.part


def _gains(placement: Placement) -> Floats:
    """Return what each node would win in each wave, ``-inf`` where it may not move."""
    net, part = placement.net, placement.part
    cost = costs(net, part)
    gains: Floats = cost[np.arange(net.size), part][:, None] - cost
    first, last = bounds(net, part)
    numbers = np.arange(net.k)
    gains[~net.allowed | (numbers < first[:, None]) | (numbers > last[:, None])] = -np.inf
    gains[np.arange(net.size), part] = -np.inf
    return gains


def _moves(placement: Placement, gains: Floats) -> Floats:
    """Return rows of node, -1, wave, gain for the best move of each node into a free place."""
    nodes = np.flatnonzero(gains.max(axis=1) > 0)
    open_gains = np.where(fitting(placement, nodes), gains[nodes], -np.inf)
    wave = open_gains.argmax(axis=1)
    gain = open_gains.max(axis=1, initial=-np.inf)
    rows = np.column_stack([nodes, np.full(len(nodes), -1), wave, gain])
    paying: Floats = rows[gain > 0]
    return paying


def _swaps(placement: Placement, gains: Floats, shift: int) -> Floats:
    """Return rows of node, other node, -1, gain for promising swaps between two waves.

    The ``r``-th best candidate of one side meets the ``r + shift``-th of the other and, in the
    same round, its equal.
    """
    k = placement.net.k
    who = np.full((k, TOP, k), -1)
    won = np.full((k, TOP, k), -np.inf)
    for wave in range(k):
        members = np.flatnonzero((placement.part == wave) & (placement.net.load.any(axis=1)))
        best = _top(-gains[members])
        who[wave, : len(best)] = members[best]
        won[wave, : len(best)] = np.take_along_axis(gains[members], best, axis=0)
    rows = [_paired(who, won, turn) for turn in sorted({0, shift})]
    return np.concatenate(rows)


def _top(dear: Floats) -> Ints:
    """Return, per column, the rows of the ``TOP`` smallest entries, smallest first."""
    if len(dear) > TOP:
        few = np.argpartition(dear, TOP - 1, axis=0)[:TOP]
        order = np.argsort(np.take_along_axis(dear, few, axis=0), axis=0, kind="stable")
        return np.take_along_axis(few, order, axis=0)
    return np.argsort(dear, axis=0, kind="stable")


def _paired(who: Ints, won: Floats, shift: int) -> Floats:
    k = len(who)
    here, there = np.triu_indices(k, 1)
    rank = np.arange(TOP)[:, None]
    one, gain = who[here, rank, there], won[here, rank, there]
    turned = (rank + shift) % TOP
    other, gain_other = who[there, turned, here], won[there, turned, here]
    total = gain + gain_other
    rows = np.column_stack([one.ravel(), other.ravel(), np.full(one.size, -1), total.ravel()])
    return rows[total.ravel() > 0]


def _apply(placement: Placement, rows: Floats) -> float:
    """Apply rows from the best gain on; return what was won, or a little less."""
    order = np.lexsort((rows[:, 1], rows[:, 0], -rows[:, 3]))
    touched = np.zeros(placement.net.size, np.bool_)
    won = 0.0
    for one, other, wave, gain in rows[order].tolist():
        pair = [int(one)] if other < 0 else [int(one), int(other)]
        if any(touched[node] for node in pair):
            continue
        gained = _done(placement, pair, int(wave), gain)
        if not gained:
            continue
        won += gained
        for node in pair:
            touched[node] = True
            touched[placement.neighbours(node)] = True
    return won


def _done(placement: Placement, pair: list[int], wave: int, gain: float) -> float:
    """Move one node, or swap two, if there is room and it pays; return what was won."""
    if len(pair) == 1:
        if not placement.fits(pair[0], wave):
            return 0.0
        placement.move(pair[0], wave)
        return gain
    here, there = placement.part[pair]
    if not placement.swaps(*pair) or placement.ordered(*pair):
        return 0.0
    gain -= 2 * placement.tie(*pair) * float(placement.distance[here, there])
    if gain > 0:
        placement.swap(*pair)
    return max(gain, 0.0)
