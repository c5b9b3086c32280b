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

DEEPEST = 10 * STEPS
"""Beyond this a wave is never drawn: a chance of one in twenty thousand."""

FADE = 0.96923323447634407
"""exp(-1 / 32): the factor from one entry of the table to the next."""

CLOSED = 1e300
"""The cost of a wave that a node may not move in."""

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function when it is first called; the result is kept beside its module."""
    made: Any = njit(cache=True, error_model="numpy")(function)
    return cast(Function, made)


def inlined(function: Function) -> Function:
    """Compile a function into those that call it: a call would count references to each array."""
    made: Any = njit(inline="always", error_model="numpy")(function)
    return cast(Function, made)


def fading() -> Floats:
    """Return exp(-i / 32) for i from 0 on, by multiplication alone."""
    return np.cumprod(np.concatenate([[1.0], np.full(DEEPEST, FADE)]))


@inlined
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


@inlined
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


@inlined
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


@inlined
def move(node: int, wave: int, part: Any, stock: Any) -> None:
    """Put ``node`` into ``wave``."""
    load, _, held = stock
    for r in range(load.shape[1]):
        held[part[node], r] -= load[node, r]
        held[wave, r] += load[node, r]
    part[node] = wave


@inlined
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


@inlined
def draw(chance: Any, low: int, high: int, best: float, heat: float, table: Any, state: Any) -> int:
    """Return a wave from ``low`` to ``high``, each with the chance that its cost leaves it.

    ``chance`` holds the costs, and the chances in the end; ``best`` is the least of them.
    """
    scale, total = STEPS / heat, 0.0
    for wave in range(low, high + 1):
        step = (chance[wave] - best) * scale
        chance[wave] = table[int(step)] if step < DEEPEST else 0.0
        total += chance[wave]
    mark = dice(state) * total
    found = low
    for wave in range(low, high + 1):
        if chance[wave] > 0.0:
            found = wave
            mark -= chance[wave]
            if mark < 0.0:
                break
    return found


@inlined
def weigh(node: int, start: int, part: Any, graph: Any, pull: Any) -> tuple[float, float]:
    """Add the ties of ``node`` to ``pull``; return their weight up to ``start``, and in all."""
    ptr, idx, w = graph[0], graph[1], graph[2]
    below, total = 0.0, 0.0
    for at in range(ptr[node], ptr[node + 1]):
        wave = part[idx[at]]
        pull[wave] += w[at]
        total += w[at]
        if wave <= start:
            below += w[at]
    return below, total


@inlined
def clear(node: int, part: Any, graph: Any, pull: Any) -> None:
    """Make ``pull`` zero again."""
    ptr, idx = graph[0], graph[1]
    if ptr[node + 1] - ptr[node] > len(pull):
        pull[:] = 0.0
        return
    for at in range(ptr[node], ptr[node + 1]):
        pull[part[idx[at]]] = 0.0


@inlined
def valley(
    start: int, first: int, last: int, below: float, total: float, pull: Any
) -> tuple[int, float]:
    """Return the wave from ``first`` to ``last`` where ties cost least, and the weight up to it.

    What ties cost has one valley; it is walked down from ``start``.
    """
    wave = start
    while wave < last and below + below < total:
        wave += 1
        below += pull[wave]
    while wave > first and total < 2.0 * (below - pull[wave]):
        below -= pull[wave]
        wave -= 1
    return wave, below


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
    Waves are looked at from the bottom of the valley outward, until none can be drawn any more;
    costs are counted from that bottom.
    """
    k = len(stock[1])
    far = heat * (DEEPEST / STEPS)
    pull, cost = np.zeros(k), np.empty(k)
    risk, early, place = graph[3], graph[4], graph[5]
    for at in range(len(order)):
        node = order[at]
        here = part[node]
        first, last = narrow(node, part, arcs, k)
        if first > last:
            continue
        start = min(max(here, first), last)
        below, total = weigh(node, start, part, graph, pull)
        bottom, below = valley(start, first, last, below, total, pull)
        best, low, high = CLOSED, bottom, bottom - 1
        for step in (1, -1):
            wave = bottom if step > 0 else bottom - 1
            ties, under = 0.0, below
            if step < 0 and bottom > first:
                under -= pull[bottom]
                ties = (total - under - under) * (place[bottom] - place[wave])
            while first <= wave <= last and ties - best < far:
                cost[wave] = CLOSED
                if allowed[node, wave]:
                    cost[wave] = ties + risk[node] * early[wave]
                    cost[wave] += crowding(node, wave, here, stock, stiff)
                    best = min(best, cost[wave])
                low, high = min(low, wave), max(high, wave)
                if step > 0 and wave < last:
                    ties += (under + under - total) * (place[wave + 1] - place[wave])
                    under += pull[wave + 1]
                elif step < 0 and wave > first:
                    under -= pull[wave]
                    ties += (total - under - under) * (place[wave] - place[wave - 1])
                wave += step
        clear(node, part, graph, pull)
        if best < CLOSED:
            there = draw(cost, low, high, best, heat, table, state)
            if there != here:
                move(node, there, part, stock)
