"""Is there any plan at all? Arithmetic first, then a quick construction, then the exact solver."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pilotage.plan.exact import some_plan
from pilotage.plan.net import Net, holding, net_of
from pilotage.plan.pilot import people_short, pilot_core
from pilotage.plan.problem import Floats, Ints, Problem
from pilotage.plan.repair import repair
from pilotage.plan.start import legal

PLACES = 100_000
"""The exact solver is asked up to so many pairs of node and wave."""

ROUNDING = 1e-9
"""A sum of loads above a capacity by this share is not yet too much."""


@dataclass(frozen=True, eq=False)
class Verdict:
    """Whether a plan exists: True with a placement of the nodes, False, or None for unknown."""

    exists: bool | None
    net: Net
    part: Ints | None = None


def possible(problem: Problem, work: float = 20) -> Verdict:
    """Return whether a plan exists; ``work`` bounds the exact solver."""
    net = net_of(problem)
    if net.stuck >= 0 or too_full(net) or _pilot_too_small(problem, net):
        return Verdict(False, net)
    core = pilot_core(problem, net)
    held = holding(net, core, problem.waves.pilot) if core.size else net
    if held.stuck < 0 and not people_short(problem, net, core):
        part, fits = repair(held, legal(held, spread(held)), 50 * net.k)
        if fits:
            return Verdict(True, net, part)
    if net.size * net.k > PLACES:
        return Verdict(None, net)
    answer = some_plan(problem, net, work)
    if answer.part is None:
        return Verdict(False if answer.impossible else None, net)
    return Verdict(True, net, answer.part)


def too_full(net: Net) -> bool:
    """Return whether some stretch of waves cannot hold what must move inside it."""
    first = net.allowed.argmax(axis=1)
    last = net.k - 1 - net.allowed[:, ::-1].argmax(axis=1)
    for need, cap in zip(net.load.T, net.cap.T, strict=True):
        inside = np.bincount(first * net.k + last, need, net.k**2).reshape(net.k, net.k)
        inside = np.cumsum(np.cumsum(inside[::-1], axis=0)[::-1], axis=1)
        ends = np.concatenate([[0.0], np.cumsum(np.where(np.isfinite(cap), cap, need.sum()))])
        room = ends[1:] - ends[:-1, None]
        stretch = np.triu(np.ones_like(room, np.bool_))
        if (stretch & (inside > room * (1 + ROUNDING) + ROUNDING)).any():
            return True
    return False


def spread(net: Net) -> Ints:
    """Return a wave for each node that fills the waves evenly, those due first at the front."""
    last = net.k - 1 - net.allowed[:, ::-1].argmax(axis=1)
    first = net.allowed.argmax(axis=1)
    order = np.lexsort((np.arange(net.size), first, last))
    wish = np.zeros(net.size, np.int64)
    wish[order] = np.max([_filled(net, order, at) for at in range(net.load.shape[1])], axis=0)
    return wish


def _filled(net: Net, order: Ints, resource: int) -> Ints:
    """Return the wave that each node reaches when one resource is poured in this order."""
    need: Floats = np.cumsum(net.load[order, resource])
    room = np.cumsum(np.where(np.isfinite(net.cap[:, resource]), net.cap[:, resource], need[-1]))
    scale = room[-1] / max(need[-1], 1e-12) if need[-1] * 2 > room[-1] else 2.0
    return np.minimum(np.searchsorted(room, need * scale), net.k - 1)


def _pilot_too_small(problem: Problem, net: Net) -> bool:
    pilot = problem.waves.pilot
    if pilot < 0:
        return False
    most = min(float(net.load[net.allowed[:, pilot], 0].sum()), net.cap[pilot, 0])
    return bool(most < problem.cover.min_users)
