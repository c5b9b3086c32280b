"""The compiled end of the proof: thresholds that lie within each other, for up to four waves.

The middle threshold is decided node after node. For the first and the last one there are lists,
the cheapest first: what may be in the first wave, and in the fourth. A list is gone through only
as far as it fits to what has been decided, which makes the bound of every decision sharper.

A ``wave`` is ``(kept_out, clash, load, cap, pilot)`` of the second or the third one: who may not
be in it, who may not be in it with each node, needs, capacity, and what it must hold if it is the
pilot: ``(is_pilot, people, least, tags, wished, missed)``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pilotage.plan.kernel import compiled, inlined
from pilotage.plan.proof_kernel import SIDES, blank, decide

PASSED = 8
"""So many entries of a list are passed over in the time of one decision."""


@compiled
def holds(mask: int, wave: Any) -> bool:
    """Tell whether these nodes, and no others, may be in a wave."""
    kept_out, clash, load, cap, pilot = wave
    if mask & kept_out:
        return False
    for r in range(load.shape[1]):
        need = 0.0
        for node in range(len(load)):
            if mask >> node & 1:
                need += load[node, r]
        if need > cap[r]:
            return False
    for node in range(len(load)):
        if mask >> node & 1 and clash[node] & mask:
            return False
    return not pilot[0] or pleases(mask, pilot)


@compiled
def pleases(mask: int, pilot: Any) -> bool:
    """Tell whether these nodes are people enough for a pilot, and meet wishes enough."""
    _, people, least, tags, wished, missed = pilot
    inside = 0.0
    for node in range(len(people)):
        if mask >> node & 1:
            inside += people[node]
    lacks = 0
    for tag in range(len(tags)):
        met = 0
        for node in range(len(people)):
            if mask >> node & 1:
                met += tags[tag, node]
        lacks += max(wished[tag] - met, 0)
    return bool(inside >= least and lacks <= missed)


@compiled
def apart(one: int, two: int, far: Any) -> bool:
    """Tell whether no node of ``two`` must lie further from one of ``one`` than the next wave."""
    met = 0
    for node in range(len(far)):
        if one >> node & 1:
            met |= far[node] & two
    return met == 0


@compiled
def joined(
    cost: int, before: int, after: int, at: Any, lists: Any, middle: Any, budget: int, best: Any
) -> Any:
    """Return the least cost of four waves with these halves, or the budget, and note the waves.

    Also return how many entries of the lists were passed over.
    """
    first, first_cost, last, last_cost = lists
    second, third, far, is_far = middle
    passed = 0
    for a in range(at[0], len(first)):
        if cost + first_cost[a] + last_cost[at[1]] >= budget:
            break
        passed += 1
        if first[a] & after or not holds(before ^ first[a], second):
            continue
        for b in range(at[1], len(last)):
            total = cost + first_cost[a] + last_cost[b]
            if total >= budget:
                break
            passed += 1
            if last[b] & before or not holds(after ^ last[b], third):
                continue
            if is_far and not apart(before ^ first[a], after ^ last[b], far):
                continue
            budget = total
            best[0], best[1], best[2] = first[a], before, last[b]
            break
        if not is_far:
            break
    return budget, passed


@inlined
def advance(at: Any, sides: Any, first: Any, last: Any) -> int:
    """Go on to what fits the sides in both lists; return how far, or -1 if nothing does."""
    began = at[0] + at[1]
    while at[0] < len(first) and first[at[0]] & sides[1]:
        at[0] += 1
    while at[1] < len(last) and last[at[1]] & sides[0]:
        at[1] += 1
    fits = at[0] < len(first) and at[1] < len(last)
    return int(at[0] + at[1] - began) if fits else -1


@compiled
def nested(cut: Any, lists: Any, middle: Any, budget: int, best: Any, work: int) -> Any:
    """Search four waves for less than ``budget``, and note the masks of the cheapest in ``best``.

    Return the cost, or the budget if there is nothing for less, and the work left: less than
    none if there was too little.
    """
    first, first_cost, last, last_cost = lists
    tilts, cost, sides, room, tried = blank(cut)
    n = len(cut[5])
    at = np.zeros((n + 1, 2), np.int64)
    node = 0
    while node >= 0 and work >= 0:
        if node == n:
            budget, passed = joined(
                cost[n], sides[n, 0], sides[n, 1], at[n], lists, middle, budget, best
            )
            work -= passed // PASSED
        if node == n or tried[node] == SIDES:
            node -= 1
            continue
        work -= 1
        side = tried[node] ^ int(tilts[node, node] > 0)
        tried[node] += 1
        spent = first_cost[at[node, 0]] + last_cost[at[node, 1]]
        if not decide(node, side, tilts, cost, sides, room, cut, budget - spent):
            continue
        at[node + 1] = at[node]
        passed = advance(at[node + 1], sides[node + 1], first, last)
        work -= passed // PASSED
        if passed >= 0:
            node += 1
            tried[node] = 0
    return budget, work
