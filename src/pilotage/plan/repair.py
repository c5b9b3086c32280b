"""Repair: bring a placement that is a little too full somewhere back within every capacity."""

from __future__ import annotations

import numpy as np

from pilotage.plan.net import Net, bounds, costs_of
from pilotage.plan.placement import Placement, fitting
from pilotage.plan.problem import Bools, Floats, Ints

STARTS = 8
"""So many nodes of an overfull wave, the largest first, are tried for a swap."""


def repair(net: Net, part: Ints, rounds: int) -> tuple[Ints, bool]:
    """Return a placement close to ``part``, and whether it is within every capacity.

    Each round takes the wave that is fullest beyond its capacity and moves out what costs least
    per unit of relief; where nothing fits elsewhere it swaps a large node for a smaller one.
    """
    placement = Placement(net, part)
    for _ in range(rounds):
        over = placement.overflow
        if not over.any():
            return placement.part, True
        for wave, resource in _fullest_first(over):
            if _move_out(placement, wave, resource) or _swap_out(placement, wave, resource):
                break
        else:
            break
    return placement.part, not placement.overflow.any()


def _fullest_first(over: Floats) -> list[tuple[int, int]]:
    flat = np.argsort(-over, axis=None, kind="stable")[: int((over > 0).sum())]
    waves, resources = np.unravel_index(flat, over.shape)
    return list(zip(waves.tolist(), resources.tolist(), strict=True))


def _inside(placement: Placement, wave: int, resource: int) -> Ints:
    carries = placement.net.load[:, resource] > 0
    return np.flatnonzero((placement.part == wave) & carries)


def _closed(placement: Placement, nodes: Ints) -> Bools:
    """Return the waves that each of ``nodes`` may not move to, room aside."""
    first, last = bounds(placement.net, placement.part)
    numbers = np.arange(placement.net.k)
    closed: Bools = ~placement.net.allowed[nodes]
    closed |= (numbers < first[nodes, None]) | (numbers > last[nodes, None])
    closed[np.arange(len(nodes)), placement.part[nodes]] = True
    return closed


def _move_out(placement: Placement, wave: int, resource: int) -> bool:
    """Move nodes out of ``wave`` until it fits; return whether any could move."""
    nodes = _inside(placement, wave, resource)
    cost = costs_of(placement.net, placement.part, nodes)
    rise = cost - cost[:, wave : wave + 1]
    rise[_closed(placement, nodes) | ~fitting(placement, nodes)] = np.inf
    target = rise.argmin(axis=1)
    price = rise.min(axis=1) / placement.net.load[nodes, resource]
    moved = np.zeros(placement.net.size, np.bool_)
    for at in np.argsort(price, kind="stable")[: int(np.isfinite(price).sum())]:
        node, there = int(nodes[at]), int(target[at])
        if moved[placement.neighbours(node)].any() or not placement.fits(node, there):
            continue
        placement.move(node, there)
        moved[node] = True
        if placement.room[wave, resource] >= 0:
            break
    return bool(moved.any())


def _swap_out(placement: Placement, wave: int, resource: int) -> bool:
    """Swap one node of ``wave`` for a smaller one elsewhere; return whether one was found."""
    load = placement.net.load
    nodes = _inside(placement, wave, resource)
    largest = nodes[np.argsort(-load[nodes, resource], kind="stable")[:STARTS]]
    roomy = placement.room[:, resource] > 0
    others = np.flatnonzero(load.any(axis=1) & roomy[placement.part])
    closed = _closed(placement, others)[:, wave]
    others = others[~closed]
    for one, shut in zip(largest.tolist(), _closed(placement, largest), strict=True):
        more = load[one] - load[others]
        there = placement.room[placement.part[others]]
        fits = np.all((more <= there) | (more <= 0), axis=1) & (more[:, resource] > 0)
        fits &= np.all((-more <= np.maximum(placement.room[wave], 0)) | (more >= 0), axis=1)
        fits &= ~shut[placement.part[others]] & ~np.isin(others, placement.neighbours(one))
        if fits.any():
            found = others[fits]
            relief = np.minimum(more[fits, resource], -placement.room[wave, resource])
            placement.swap(one, int(found[relief.argmax()]))
            return True
    return False
