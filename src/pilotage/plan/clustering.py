"""The compiled clustering: which nodes belong together most, as far as they may be one."""

from __future__ import annotations

from typing import Any

from pilotage.plan.kernel import compiled, dice, inlined

EVEN = 0.5
"""The chance to leave for a cluster that one is tied to just as much."""


@compiled
def gather(
    order: Any, label: Any, graph: Any, stock: Any, alike: Any, pull: Any, seen: Any, state: Any
) -> int:
    """Let each node of ``order`` join the cluster that it is tied to most; return how many did.

    ``stock`` is ``(load, most, held)``: what a node needs, a cluster may hold at most, and each
    cluster carries now. ``alike`` numbers what may be fused: nodes of different numbers never
    share a cluster, one of a negative number stays alone. ``pull`` is zero, and is again in the
    end; ``seen`` is scratch as long as the highest degree.
    """
    ptr, idx, w = graph
    joined = 0
    for at in range(len(order)):
        node = order[at]
        if alike[node] < 0:
            continue
        count = 0
        for near in range(ptr[node], ptr[node + 1]):
            other = idx[near]
            if alike[other] == alike[node] and w[near] > 0.0:
                if pull[label[other]] == 0.0:
                    seen[count] = label[other]
                    count += 1
                pull[label[other]] += w[near]
        here = label[node]
        best, there = pull[here], here
        for number in range(count):
            home = seen[number]
            if home == here or pull[home] < best:
                continue
            if pull[home] == best and dice(state) < EVEN:
                continue
            if holds(node, home, stock):
                best, there = pull[home], home
        for number in range(count):
            pull[seen[number]] = 0.0
        if there != here:
            joined += 1
            join(node, there, label, stock)
    return joined


@compiled
def adopt(order: Any, label: Any, size: Any, graph: Any, stock: Any, alike: Any, last: Any) -> None:
    """Fuse nodes that are still alone with one another where they hang on the same cluster.

    ``last`` is -1 everywhere, one entry per cluster, and one more for nodes without a tie.
    """
    ptr, idx, w = graph
    for at in range(len(order)):
        node = order[at]
        if alike[node] < 0 or size[label[node]] != 1:
            continue
        strongest, hub = 0.0, len(last) - 1
        for near in range(ptr[node], ptr[node + 1]):
            if w[near] > strongest:
                strongest, hub = w[near], label[idx[near]]
        waiting = last[hub]
        if waiting < 0 or alike[waiting] != alike[node] or not holds(node, label[waiting], stock):
            last[hub] = node
            continue
        size[label[node]] -= 1
        size[label[waiting]] += 1
        join(node, label[waiting], label, stock)


@inlined
def holds(node: int, home: int, stock: Any) -> bool:
    """Tell whether a cluster may take ``node`` as well."""
    load, most, held = stock
    short = 0
    for r in range(load.shape[1]):
        short += held[home, r] + load[node, r] > most[r]
    return short == 0


@inlined
def join(node: int, home: int, label: Any, stock: Any) -> None:
    """Put ``node`` into the cluster ``home``."""
    load, _, held = stock
    for r in range(load.shape[1]):
        held[label[node], r] -= load[node, r]
        held[home, r] += load[node, r]
    label[node] = home
