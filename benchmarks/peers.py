"""Simpler ways to fill waves: departments one after another, and METIS with its parts ordered."""

from __future__ import annotations

from itertools import product

import numpy as np
import pymetis

from pilotage.plan.problem import Floats, Ints, Problem

TRIES = 5
"""METIS is run with so many seeds; the cheapest plan counts."""


def evenly(problem: Problem, order: Ints) -> Ints:
    """Return the wave of each unit when waves are filled evenly in this order."""
    wave = np.empty(problem.n, np.int64)
    wave[order] = np.arange(problem.n) * problem.waves.k // problem.n
    return wave


def by_department(problem: Problem) -> Ints:
    """Return the waves of moving one department after another."""
    return evenly(problem, np.argsort(problem.units.dept, kind="stable"))


def by_metis(problem: Problem) -> Ints:
    """Return the waves of METIS: as few ties between parts as it finds, then parts in order."""
    edges, k = problem.edges, problem.waves.k
    source, target = np.concatenate([edges.u, edges.v]), np.concatenate([edges.v, edges.u])
    near = np.argsort(source, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(source, minlength=problem.n))])
    weight = np.concatenate([edges.w, edges.w])[near].astype(np.int64)
    made = []
    for seed, recursive in product(range(TRIES), (False, True)):
        options = pymetis.Options(seed=seed, ufactor=30)
        graph = {"xadj": starts, "adjncy": target[near], "eweights": weight}
        part = np.array(pymetis.part_graph(k, options=options, recursive=recursive, **graph)[1])
        crossing = np.bincount(part[edges.u] * k + part[edges.v], edges.w, k * k).reshape(k, k)
        at = in_order(crossing + crossing.T)
        made.append(at[part])
    return min(made, key=lambda wave: float(edges.w @ np.abs(wave[edges.u] - wave[edges.v])))


def in_order(ties: Floats) -> Ints:
    """Return the place of each part: along the slowest wave of the ties, then swaps that win."""
    k = len(ties)
    ties = ties * (1 - np.eye(k))
    slowest = np.linalg.eigh(np.diag(ties.sum(axis=0)) - ties)[1][:, 1]
    at = np.argsort(np.argsort(slowest, kind="stable"), kind="stable")
    best, improved = _spread(ties, at), True
    while improved:
        improved = False
        for one in range(k):
            for other in range(one):
                swapped = at.copy()
                swapped[[one, other]] = at[[other, one]]
                if (cost := _spread(ties, swapped)) < best:
                    at, best, improved = swapped, cost, True
    return at


def _spread(ties: Floats, at: Ints) -> float:
    return float((ties * np.abs(at[:, None] - at)).sum())
