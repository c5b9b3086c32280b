"""The compiled heart of the search: one node after another draws its wave anew.

Every number is made by additions, multiplications, divisions and comparisons of doubles and by
whole numbers, in a fixed order, so the same call gives the same placement on any machine: the
chances come from a table instead of the system's ``exp``, the dice are SplitMix64.

Arrays travel in tuples. ``graph`` is ``(ptr, idx, w, risk, early, place)`` and ``arcs`` is
``Net.order`` of a net; ``stock`` is ``(load, cap, held)``: what each node needs and each wave
holds of each resource, and what it carries now, which is kept up to date.

Source of the dice: https://prng.di.unimi.it/splitmix64.c (public domain).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit, uint64

from pilotage.plan.problem import Floats

STEPS = 32
"""Entries of the table per unit of the exponent."""

DEEPEST = 14 * STEPS
"""Beyond this a wave is never drawn: a chance of one in a million."""

FADE = 0.96923323447634407
"""exp(-1 / 32): the factor from one entry of the table to the next."""

CLOSED = 1e300
"""The cost of a wave that a node may not move in."""

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function when it is first called; the result is kept beside its module."""
    made: Any = njit(cache=True)(function)
    return cast(Function, made)


def fading() -> Floats:
    """Return exp(-i / 32) for i from 0 on, by multiplication alone."""
    return np.cumprod(np.concatenate([[1.0], np.full(DEEPEST, FADE)]))


@compiled
def dice(state: Any) -> float:
    """Return a number from 0 to below 1, and move the state on."""
    state[0] += uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> uint64(27))) * uint64(0x94D049BB133111EB)
    z = z ^ (z >> uint64(31))
    return float(z >> uint64(11)) * (1.0 / 9007199254740992.0)


@compiled
def shuffle(order: Any, state: Any) -> None:
    """Bring the entries of ``order`` into a random order."""
    for last in range(len(order) - 1, 0, -1):
        other = int(dice(state) * (last + 1))
        order[last], order[other] = order[other], order[last]


@compiled
def price_ties(node: int, part: Any, graph: Any, pull: Any, cost: Any) -> None:
    """Fill ``cost`` with what the ties of ``node`` cost in each wave; ``pull`` is scratch."""
    ptr, idx, w, _, _, place = graph
    k = len(place)
    for wave in range(k):
        pull[wave] = 0.0
    for at in range(ptr[node], ptr[node + 1]):
        pull[part[idx[at]]] += w[at]
    total, here = 0.0, 0.0
    for wave in range(k):
        total += pull[wave]
        here += pull[wave] * (place[wave] - place[0])
    below = 0.0
    for wave in range(k):
        cost[wave] = here
        below += pull[wave]
        if wave + 1 < k:
            here += (below - (total - below)) * (place[wave + 1] - place[wave])


@compiled
def narrow(node: int, part: Any, arcs: Any, k: int) -> tuple[int, int]:
    """Return the first and last wave that order leaves ``node``."""
    ptr, other, gap = arcs
    first, last = 0, k - 1
    for at in range(ptr[node], ptr[node + 1]):
        if gap[at] >= 0:
            first = max(first, part[other[at]] + gap[at])
        else:
            last = min(last, part[other[at]] + 1 + gap[at])
    return first, last


@compiled
def move(node: int, wave: int, part: Any, stock: Any) -> None:
    """Put ``node`` into ``wave``."""
    load, _, held = stock
    for r in range(load.shape[1]):
        held[part[node], r] -= load[node, r]
        held[wave, r] += load[node, r]
    part[node] = wave


@compiled
def crowding(node: int, wave: int, here: int, stock: Any, stiff: Any) -> float:
    """Return the price that ``node`` pays in ``wave`` for what would be above its capacity."""
    load, cap, held = stock
    price = 0.0
    for r in range(load.shape[1]):
        need = load[node, r]
        if need > 0.0:
            over = held[wave, r] - cap[wave, r]
            if wave != here:
                over += need
            if over > 0.0:
                price += stiff[r] * need * over / max(cap[wave, r], need)
    return price


@compiled
def draw(cost: Any, low: int, high: int, heat: float, table: Any, state: Any) -> int:
    """Return a wave from ``low`` to ``high``, each with the chance that its cost leaves it.

    -1 where every one is closed.
    """
    best, bottom = CLOSED, -1
    for wave in range(low, high + 1):
        if cost[wave] < best:
            best, bottom = cost[wave], wave
    if bottom < 0:
        return bottom
    scale, total = STEPS / heat, 0.0
    for wave in range(low, high + 1):
        step = (cost[wave] - best) * scale
        if step < DEEPEST:
            total += table[int(step)]
    mark = dice(state) * total
    for wave in range(low, high + 1):
        step = (cost[wave] - best) * scale
        if step < DEEPEST:
            mark -= table[int(step)]
            if mark < 0.0:
                return wave
    return bottom


@compiled
def sweep(
    order: Any,
    part: Any,
    allowed: Any,
    stock: Any,
    graph: Any,
    arcs: Any,
    heat: float,
    stiff: Any,
    table: Any,
    state: Any,
) -> None:
    """Let every node of ``order`` draw its wave once.

    A wave above its capacity costs ``stiff[resource]`` per unit of load and share above it.
    What ties cost has one valley, so waves are looked at from its bottom outward, until none
    can be drawn any more.
    """
    k = len(stock[1])
    far = heat * (DEEPEST / STEPS)
    pull, ties, cost = np.empty(k), np.empty(k), np.empty(k)
    risk, early = graph[3], graph[4]
    for at in range(len(order)):
        node = order[at]
        here = part[node]
        price_ties(node, part, graph, pull, ties)
        first, last = narrow(node, part, arcs, k)
        bottom = first
        while bottom < last and ties[bottom + 1] < ties[bottom]:
            bottom += 1
        best, low, high = CLOSED, bottom, bottom - 1
        for step in (1, -1):
            wave = bottom if step > 0 else bottom - 1
            while first <= wave <= last and ties[wave] - best < far:
                cost[wave] = CLOSED
                if allowed[node, wave]:
                    cost[wave] = ties[wave] + risk[node] * early[wave]
                    cost[wave] += crowding(node, wave, here, stock, stiff)
                    best = min(best, cost[wave])
                low, high = min(low, wave), max(high, wave)
                wave += step
        there = draw(cost, low, high, heat, table, state)
        if there >= 0 and there != here:
            move(node, there, part, stock)
