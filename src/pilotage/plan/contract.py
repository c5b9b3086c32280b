"""Contraction: units that can only move together become one node of the search."""

from __future__ import annotations

import networkx as nx
import numpy as np

from pilotage.plan.problem import Bools, Floats, Ints, Problem

SCALE = 2.0**36
"""One unit of the objective, in units of node costs."""


def contract(problem: Problem) -> tuple[Ints, int]:
    """Return the node of each unit, and how many nodes that makes."""
    parent = list(range(problem.n))

    def root(unit: int) -> int:
        while parent[unit] != unit:
            parent[unit] = parent[parent[unit]]
            unit = parent[unit]
        return unit

    def join(members: list[int]) -> None:
        for member in members[1:]:
            low, high = sorted((root(members[0]), root(member)))
            parent[high] = low

    for number in range(len(problem.together)):
        join(problem.together[number].tolist())
    for ring in _rings(problem, [root(unit) for unit in range(problem.n)]):
        join(ring)
    roots = np.array([root(unit) for unit in range(problem.n)])
    names, node_of = np.unique(roots, return_inverse=True)
    return node_of.astype(np.int64), len(names)


def _rings(problem: Problem, root: list[int]) -> list[list[int]]:
    """Return units that wait for each other in a ring, and so can only move together."""
    if not len(problem.before.u):
        return []
    waits = nx.DiGraph()
    pairs = zip(problem.before.u.tolist(), problem.before.v.tolist(), strict=True)
    waits.add_edges_from((root[u], root[v]) for u, v in pairs)
    return [sorted(ring) for ring in nx.strongly_connected_components(waits) if len(ring) > 1]


def hubs(problem: Problem) -> Bools:
    """Return which groups need a free node: those that move with no unit of their own."""
    return (problem.groups.unit < 0) & (problem.groups.sizes > 1)


def ties(problem: Problem, node_of: Ints, real: int) -> tuple[Ints, Ints, Floats]:
    """Return all dependencies as weighted pairs of nodes, each pair once."""
    groups, edges, free = problem.groups, problem.edges, hubs(problem)
    centre = np.where(groups.unit >= 0, node_of[np.maximum(groups.unit, 0)], -1)
    centre[free] = real + np.arange(int(free.sum()))
    hub = centre[groups.group_of]
    u = np.concatenate([node_of[edges.u], node_of[groups.members]])
    v = np.concatenate([node_of[edges.v], hub])
    w = np.concatenate([edges.w, problem.shares])
    kept = (u != v) & (v >= 0) & (w > 0)
    low, high = np.minimum(u, v)[kept], np.maximum(u, v)[kept]
    size = real + int(free.sum())
    pairs, at = np.unique(low * size + high, return_inverse=True)
    share = (problem.weights.ordered or 1e-6) / (problem.total_weight or 1.0)
    weight = np.bincount(at, w[kept], len(pairs)) * share
    return pairs // size, pairs % size, np.rint(weight * SCALE)
