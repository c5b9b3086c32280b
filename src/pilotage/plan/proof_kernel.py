"""The compiled heart of the proof: which units are before a threshold and which after it.

Nodes are decided one after the other, and bit ``i`` of a mask is node ``i``. Behind the nodes
that are decided stand free ones, which take the cheaper side. Costs are whole numbers.

A ``cut`` is ``(w, tilt, base, may, clash, load, room, top, rest)``: weights between nodes; what
each node costs before rather than after, and what is paid in any case; the sides open to it; the
nodes that may not be on side ``other`` while it is on ``side``; what it needs, and the room of
both sides; the most that so many of the nodes from one on need; and what so many of them, at
least and at most, cut at least.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pilotage.plan.kernel import compiled, inlined

LONGEST = 20
"""Of the last nodes, so many are cut in every way."""

SIDES = 2
"""Before and after."""

NEVER = 1 << 60
"""More than anything costs."""


@compiled
def rests(w: Any, n: int) -> Any:
    """Return, by first node and by how many are before, the least that the nodes from it on cut."""
    found = np.full((n + 1, n + 1), NEVER)
    found[n, 0] = 0
    size = min(n, LONGEST)
    cut, pull = np.zeros(1 << size, np.int64), np.zeros(1 << size, np.int64)
    count = np.zeros(1 << size, np.int64)
    for bit in range(size):
        node, half = n - 1 - bit, 1 << bit
        for low in range(bit):
            for mask in range(1 << low):
                pull[mask | 1 << low] = pull[mask] + w[node, n - 1 - low]
        whole = pull[half - 1]
        for mask in range(half):
            count[mask | half] = count[mask] + 1
            cut[mask | half] = cut[mask] + whole - pull[mask]
            cut[mask] += pull[mask]
        for mask in range(2 * half):
            found[node, count[mask]] = min(found[node, count[mask]], cut[mask])
    for node in range(n - 1 - size, -1, -1):
        for many in range(n - node + 1):
            without = found[node + 1, many]
            found[node, many] = min(without, found[node + 1, many - 1]) if many else without
    return found


@inlined
def opens(node: int, side: int, sides: Any, room: Any, cut: Any) -> bool:
    """Tell whether a node may go to a side: its rules, its order, and the room there."""
    may, clash, load = cut[3], cut[4], cut[5]
    free = may[side, node] and not (
        clash[side, 0, node] & sides[0] or clash[side, 1, node] & sides[1]
    )
    for r in range(load.shape[1]):
        free = free and load[node, r] <= room[side, r]
    return free


@inlined
def put(node: int, side: int, at: Any, new: Any, w: Any) -> int:
    """Fill ``new`` with the tilts once a node is on a side; return what that adds to the cost.

    Every later node pays the cheaper of its sides: the cost grows by what that one grows.
    """
    more = 0
    if side == 0:
        more += max(at[node], 0)
        for other in range(node + 1, len(at)):
            more += max(0, min(w[node, other], at[other]))
            new[other] = at[other] - w[node, other]
    else:
        more += max(-at[node], 0)
        for other in range(node + 1, len(at)):
            more += max(0, min(w[node, other], -at[other]))
            new[other] = at[other] + w[node, other]
    return int(more)


@inlined
def still(node: int, room: Any, cut: Any) -> int:
    """Return what the nodes from ``node`` on cut among themselves, given the room that is left."""
    top, rest = cut[7], cut[8]
    least, spare = 0, 0
    many = len(top) - 1 - node
    while least < many and top[node, least] < top[node, many] - room[1, 0]:
        least += 1
    while spare < many and top[node, spare] < top[node, many] - room[0, 0]:
        spare += 1
    return int(rest[node, least, many - spare]) if least + spare <= many else NEVER


@inlined
def decide(
    node: int, side: int, tilts: Any, cost: Any, sides: Any, room: Any, cut: Any, budget: int
) -> bool:
    """Put a node on a side, if it may be there and less than the budget is spent; tell whether."""
    load = cut[5]
    if not opens(node, side, sides[node], room[node], cut):
        return False
    cost[node + 1] = cost[node] + put(node, side, tilts[node], tilts[node + 1], cut[0])
    if cost[node + 1] >= budget:
        return False
    sides[node + 1] = sides[node]
    sides[node + 1, side] |= 1 << node
    room[node + 1] = room[node]
    for r in range(load.shape[1]):
        room[node + 1, side, r] -= load[node, r]
    return bool(cost[node + 1] + still(node + 1, room[node + 1], cut) < budget)


@inlined
def blank(cut: Any) -> Any:
    """Return what is known after each node: tilts, cost, sides, room, and sides tried before."""
    tilt, base, load = cut[1], cut[2], cut[5]
    n = len(load)
    tilts, cost = np.zeros((n + 1, len(tilt)), np.int64), np.zeros(n + 1, np.int64)
    sides, room = np.zeros((n + 1, 2), np.int64), np.zeros((n + 1, 2, load.shape[1]))
    tilts[0], cost[0], room[0] = tilt, base, cut[6]
    return tilts, cost, sides, room, np.zeros(n + 1, np.int64)


@compiled
def cheap_sides(cut: Any, budget: int, tighten: bool, masks: Any, costs: Any, work: int) -> Any:
    """Fill ``masks`` with what may lie before the threshold for less than ``budget``.

    With ``tighten``, each find lowers the budget to its cost. Return how many were found, the
    work left and the budget. Less than no work is left if there was too little, or of the room.
    """
    tilts, cost, sides, room, tried = blank(cut)
    n = len(cut[5])
    found, node = 0, 0
    while node >= 0 and work >= 0:
        if node == n:
            found += 1
            if tighten:
                found, budget = 1, cost[n]
            if found > len(masks):
                return found - 1, -1, budget
            masks[found - 1], costs[found - 1] = sides[n, 0], cost[n]
        if node == n or tried[node] == SIDES:
            node -= 1
            continue
        work -= 1
        side = tried[node] ^ int(tilts[node, node] > 0)
        tried[node] += 1
        if decide(node, side, tilts, cost, sides, room, cut, budget):
            node += 1
            tried[node] = 0
    return found, work, budget
