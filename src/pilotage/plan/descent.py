"""The compiled descent: moves and swaps that make a plan cheaper and keep every constraint.

Node after node takes the best wave that has room, or changes places with a node of a full wave
that wants to come, or is least unwilling to: the best of these are kept for each pair of waves.
So each step wins, and the cost only falls. Tuples are those of ``kernel``.

``wishes`` is ``(who, worth, crest, floor)``: ``who[a, b]`` are nodes of wave ``a`` that would
come to ``b`` for little, ``worth[a, b]`` what they would win, the highest and lowest of these.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pilotage.plan.kernel import CLOSED, compiled, inlined, move, narrow, price_ties


@compiled
def descend(
    order: Any, part: Any, allowed: Any, stock: Any, graph: Any, arcs: Any, wishes: Any
) -> float:
    """Let every node of ``order`` move or swap once; return what was won."""
    k = len(stock[1])
    who, worth, crest, floor = wishes
    scratch = np.empty((2, k))
    gain, other = np.empty(k), np.empty(k)
    won = 0.0
    for at in range(len(order)):
        node = order[at]
        here = part[node]
        gains(node, part, allowed, graph, arcs, scratch, gain)
        best, there, mate = 0.0, here, -1
        for wave in range(k):
            if gain[wave] > best and fits(node, wave, stock):
                best, there = gain[wave], wave
        for wave in range(k):
            if gain[wave] <= -CLOSED or gain[wave] + crest[wave, here] <= best:
                continue
            partner, total = partner_of(
                *(node, wave, best, gain[wave], part, allowed, stock, graph, arcs),
                *(scratch, other, who[wave, here], worth[wave, here]),
            )
            if partner >= 0:
                best, there, mate = total, wave, partner
            crest[wave, here] = worth[wave, here].max()
            floor[wave, here] = worth[wave, here].min()
        if there != here:
            move(node, there, part, stock)
            if mate >= 0:
                move(mate, here, part, stock)
            won += best
            continue
        for wave in range(k):
            if gain[wave] > floor[here, wave]:
                remember(node, gain[wave], who[here, wave], worth[here, wave])
                crest[here, wave] = max(crest[here, wave], gain[wave])
                floor[here, wave] = worth[here, wave].min()
    return won


@inlined
def gains(
    node: int, part: Any, allowed: Any, graph: Any, arcs: Any, scratch: Any, gain: Any
) -> None:
    """Fill ``gain`` with what ``node`` wins in each wave, ``-CLOSED`` where it may not be."""
    pull, cost = scratch
    risk, early = graph[3], graph[4]
    here = part[node]
    price_ties(node, part, graph, pull, cost)
    first, last = narrow(node, part, arcs, len(cost))
    now = cost[here] + risk[node] * early[here]
    for wave in range(len(cost)):
        gain[wave] = -CLOSED
        if wave != here and first <= wave <= last and allowed[node, wave]:
            gain[wave] = now - cost[wave] - risk[node] * early[wave]


@inlined
def fits(node: int, wave: int, stock: Any) -> bool:
    """Tell whether ``wave`` has room for ``node``."""
    load, cap, held = stock
    for r in range(load.shape[1]):
        if load[node, r] > 0.0 and held[wave, r] + load[node, r] > cap[wave, r]:
            return False
    return True


@inlined
def swap_fits(one: int, other: int, part: Any, stock: Any) -> bool:
    """Tell whether two nodes may change places without making either wave too full."""
    load, cap, held = stock
    here, there = part[one], part[other]
    for r in range(load.shape[1]):
        more = load[one, r] - load[other, r]
        if more > 0.0 and held[there, r] + more > cap[there, r]:
            return False
        if more < 0.0 and held[here, r] - more > cap[here, r]:
            return False
    return True


@compiled
def partner_of(
    node: int,
    there: int,
    least: float,
    own: float,
    part: Any,
    allowed: Any,
    stock: Any,
    graph: Any,
    arcs: Any,
    scratch: Any,
    gain: Any,
    who: Any,
    worth: Any,
) -> tuple[int, float]:
    """Return the node of ``there`` to change places with and what both win, or -1.

    They must win more than ``least``; ``own`` is what ``node`` wins. ``who`` and ``worth`` are
    of those that may come; what each is found to be worth now is noted.
    """
    here = part[node]
    found, most = -1, least
    for number in range(len(who)):
        mate = who[number]
        if mate < 0 or own + worth[number] <= most:
            continue
        if part[mate] != there or not allowed[mate, here]:
            who[number], worth[number] = -1, -CLOSED
            continue
        if not swap_fits(node, mate, part, stock) or bound(node, mate, arcs):
            continue
        gains(mate, part, allowed, graph, arcs, scratch, gain)
        worth[number] = gain[here]
        if gain[here] <= -CLOSED:
            continue
        apart = abs(graph[5][here] - graph[5][there])
        total = own + gain[here] - 2.0 * tie(node, mate, graph) * apart
        if total > most:
            found, most = mate, total
    return found, most


@inlined
def tie(one: int, other: int, graph: Any) -> float:
    """Return the weight between two nodes."""
    ptr, idx, w = graph[0], graph[1], graph[2]
    weight = 0.0
    for at in range(ptr[one], ptr[one + 1]):
        if idx[at] == other:
            weight += w[at]
    return weight


@inlined
def bound(one: int, other: int, arcs: Any) -> bool:
    """Tell whether one of two nodes must wait for the other."""
    ptr, others, _ = arcs
    met = 0
    for at in range(ptr[one], ptr[one + 1]):
        met += others[at] == other
    return met > 0


@inlined
def remember(node: int, wins: float, who: Any, worth: Any) -> None:
    """Keep ``node`` among the best of a pair of waves, in place of the least of them."""
    least = 0
    for number in range(len(who)):
        if who[number] == node:
            worth[number] = wins
            return
        if worth[number] < worth[least]:
            least = number
    if wins > worth[least]:
        who[least], worth[least] = node, wins
