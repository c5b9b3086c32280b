"""Every way to lie before a threshold, from the tables of two halves of the nodes; compiled.

Dense networks leave a search nothing to prune. Up to some 30 nodes can be gone through as a whole:
the cost of a set is the sum of what its two halves cost by themselves and of what lies between
them, and for one half the other's costs are a table, made by additions alone. A set takes about a
nanosecond. What is cheap enough is then held against the rules.

The ``level`` of a set is what it needs of the scarcest capacity, times ``scale``, rounded down.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pilotage.plan.kernel import compiled, inlined
from pilotage.plan.nested_kernel import joined
from pilotage.plan.proof_kernel import NEVER

PER_DECISION = 64
"""So many sets are gone through in the time of one decision of the search."""

PASSED = 8
"""So many entries of a list are passed over in that time."""

SEEN = 20
"""By so many of the nodes it is known beforehand what the first and the last wave add."""


@compiled
def alone(cut: Any, first: int, size: int) -> Any:
    """Return what each set of ``size`` nodes from ``first`` on costs and needs, by itself.

    A set that breaks a rule of one of its nodes needs more than there is.
    """
    w, tilt, may, load = cut[0], cut[1], cut[3], cut[5]
    cost, need = np.zeros(1 << size, np.int64), np.zeros(1 << size)
    pull = np.zeros(1 << size, np.int64)
    for bit in range(size):
        node, half = first + bit, 1 << bit
        for low in range(bit):
            for mask in range(1 << low):
                pull[mask | 1 << low] = pull[mask] + w[node, first + low]
        among = pull[half - 1]
        free = may[0, node] and may[1, node]
        before, after = (max(tilt[node], 0), max(-tilt[node], 0)) if free else (0, 0)
        for mask in range(half):
            cost[mask | half] = cost[mask] + before + among - pull[mask]
            cost[mask] += after + pull[mask]
            need[mask | half] = need[mask] + load[node, 0] if may[0, node] else np.inf
            if not may[1, node]:
                need[mask] = np.inf
    return cost, need


@compiled
def halved(cut: Any) -> Any:
    """Return cost and need of the sets of both halves, and a table to fill for the first."""
    n = len(cut[5])
    low = n // 2
    one, one_need = alone(cut, 0, low)
    two, two_need = alone(cut, low, n - low)
    return one, one_need, two + cut[2], two_need, np.zeros(1 << low, np.int64)


@inlined
def between(high: int, halves: Any, cut: Any) -> None:
    """Fill the table with what each set of the first half pays together with ``high``."""
    w, table, n = cut[0], halves[4], len(cut[5])
    low = n // 2
    table[0] = halves[2][high]
    for bit in range(low):
        step, outside = 0, 0
        for node in range(low, n):
            if high >> (node - low) & 1:
                step -= w[bit, node]
                outside += w[bit, node]
            else:
                step += w[bit, node]
        for mask in range(1 << bit):
            table[mask | 1 << bit] = table[mask] + step
        for mask in range(2 << bit):
            table[mask] += outside


@compiled
def fits(mask: int, cut: Any) -> bool:
    """Tell whether these nodes may lie before the threshold, and all others behind it."""
    clash, load, room = cut[4], cut[5], cut[6]
    n = len(load)
    rest = ((1 << n) - 1) ^ mask
    for r in range(load.shape[1]):
        before, after = 0.0, 0.0
        for node in range(n):
            if mask >> node & 1:
                before += load[node, r]
            else:
                after += load[node, r]
        if before > room[0, r] or after > room[1, r]:
            return False
    for node in range(n):
        side = 0 if mask >> node & 1 else 1
        if clash[side, 0, node] & mask or clash[side, 1, node] & rest:
            return False
    return True


@compiled
def of_groups(mask: int, cut: Any) -> int:
    """Return what the free nodes cost, each on its cheaper side."""
    w, tilt, n = cut[0], cut[1], len(cut[5])
    cost = 0
    for free in range(n, len(tilt)):
        before, after = max(tilt[free], 0), max(-tilt[free], 0)
        for node in range(n):
            if mask >> node & 1:
                after += w[free, node]
            else:
                before += w[free, node]
        cost += min(before, after)
    return cost


@compiled
def least_by_level(cut: Any, scale: float, levels: int) -> Any:
    """Return, by level, what a set costs at least; other rules than the scarcest are left out."""
    halves, room = halved(cut), cut[6]
    low_cost, low_need, _, high_need, table = halves
    least, all_need = np.full(levels, NEVER), cut[5][:, 0].sum()
    for high in range(len(high_need)):
        if high_need[high] == np.inf:
            continue
        between(high, halves, cut)
        for mask in range(len(table)):
            need = low_need[mask] + high_need[high]
            if need <= room[0, 0] and need < np.inf and all_need - need <= room[1, 0]:
                level = int(need * scale)
                least[level] = min(least[level], table[mask] + low_cost[mask])
    return least


@compiled
def cheap(high: int, ask: Any, halves: Any, cut: Any, masks: Any, costs: Any) -> int:
    """Fill ``masks`` and ``costs`` with sets that hold ``high`` of the later nodes, and keep rules.

    ``ask`` is ``(scale, budgets, more)``: each costs less than the budget of its level, with what
    ``more`` adds by as many of the first nodes as its size has bits. Return how many there are.
    """
    scale, budgets, more = ask
    low_cost, low_need, _, high_need, table = halves
    between(high, halves, cut)
    low, free = len(cut[5]) // 2, len(cut[1]) > len(cut[5])
    found, at = 0, (high << low) & (len(more) - 1)
    for mask in range(len(table)):
        need = low_need[mask] + high_need[high]
        if need == np.inf:
            continue
        spare = budgets[int(need * scale)] - more[at + mask]
        cost = table[mask] + low_cost[mask]
        if cost < spare:
            whole = mask | high << low
            cost += of_groups(whole, cut) if free else 0
            if cost < spare and fits(whole, cut):
                masks[found], costs[found] = whole, cost
                found += 1
    return found


@compiled
def all_sides(cut: Any, scale: float, budgets: Any, masks: Any, costs: Any) -> int:
    """Fill ``masks`` and ``costs`` with the sets that cost less than the budget of their level.

    Return how many there are, or -1 if there are more than the lists hold.
    """
    halves = halved(cut)
    size = len(halves[4])
    some, some_costs = np.zeros(size, np.int64), np.zeros(size, np.int64)
    ask, found = (scale, budgets, np.zeros(size, np.int64)), 0
    for high in range(len(halves[2])):
        if halves[3][high] == np.inf:
            continue
        count = cheap(high, ask, halves, cut, some, some_costs)
        if found + count > len(masks):
            return -1
        masks[found : found + count] = some[:count]
        costs[found : found + count] = some_costs[:count]
        found += count
    return found


@compiled
def least_inside(masks: Any, costs: Any, bits: int) -> Any:
    """Return, for each set of the first nodes, the least cost of an entry that lies in it there."""
    least = np.full(1 << bits, NEVER)
    for each in range(len(masks)):
        seen = masks[each] & (len(least) - 1)
        least[seen] = min(least[seen], costs[each])
    for bit in range(bits):
        for mask in range(len(least)):
            if mask >> bit & 1:
                least[mask] = min(least[mask], least[mask ^ 1 << bit])
    return least


@compiled
def first_fit(masks: Any, costs: Any, other: int, most: int) -> int:
    """Return the place of the first entry without a node of ``other``, or of one too dear."""
    at = 0
    while at < len(masks) and costs[at] < most and masks[at] & other:
        at += 1
    return at


@compiled
def halves_in_line(
    cut: Any, level: Any, lists: Any, middle: Any, budget: int, best: Any, work: int
) -> Any:
    """Search four waves for less than ``budget``, and note the masks of the cheapest in ``best``.

    ``level`` is ``(scale, levels, which)`` of what both first waves hold. Return the cost, or the
    budget if there is nothing for less, and the work left: less than none if there was too little.
    """
    first, first_cost, last, last_cost = lists
    scale, levels, which = level
    halves, n = halved(cut), len(cut[5])
    some, costs = np.zeros_like(halves[4]), np.zeros_like(halves[4])
    at, bits, everybody = np.zeros(2, np.int64), min(n, SEEN), (1 << n) - 1
    more = least_inside(first, first_cost, bits) + least_inside(last, last_cost, bits)[::-1]
    budgets = np.full(levels, -NEVER)
    for high in range(len(halves[2])):
        work -= len(some) // PER_DECISION
        if work < 0:
            break
        if halves[3][high] == np.inf:
            continue
        budgets[which] = budget
        for each in range(cheap(high, (scale, budgets, more), halves, cut, some, costs)):
            before, after, cost = some[each], everybody ^ some[each], costs[each]
            at[0] = first_fit(first, first_cost, after, budget - cost - last_cost[0])
            work -= at[0] // PASSED
            if at[0] == len(first) or first[at[0]] & after:
                continue
            at[1] = first_fit(last, last_cost, before, budget - cost - first_cost[at[0]])
            work -= at[1] // PASSED
            if at[1] == len(last) or last[at[1]] & before:
                continue
            budget, passed = joined(cost, before, after, at, lists, middle, budget, best)
            work -= passed // PASSED
    return budget, work
