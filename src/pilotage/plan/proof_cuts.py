"""What the proof must know of a net: its waves, four of them, and the thresholds between them.

Waves that the net does not have stand behind its own, and nobody may be in them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pilotage.plan.check import ROUNDING
from pilotage.plan.nested_kernel import pleases
from pilotage.plan.net import Net
from pilotage.plan.problem import Bools, Floats, Ints, Problem
from pilotage.plan.proof_kernel import NEVER, rests

WAVES = 4
"""So many waves have all proofs."""


class Waves:
    """A net in four waves, its nodes in the order in which they are decided.

    ``load`` and ``cap`` have the scarcest capacity first; ``people`` is the column of people.
    ``dear`` is what each node costs in each wave. Nodes from ``real`` on are free. ``missed`` is
    how many wishes about the pilot may go unmet.
    """

    def __init__(self, problem: Problem, net: Net, nodes: Ints, missed: int) -> None:
        real, more = net.real, WAVES - net.k
        self.problem, self.net, self.real, self.missed = problem, net, real, missed
        self.place = np.argsort(nodes)
        self.nodes = nodes
        load = net.load[nodes[:real]]
        columns = np.flatnonzero(net.bounded | (np.arange(net.cap.shape[1]) == 0))
        room = net.cap.sum(axis=0) / np.maximum(load.sum(axis=0), 1e-9)
        columns = columns[np.argsort(room[columns], kind="stable")]
        self.people = int(np.flatnonzero(columns == 0)[0])
        self.load, cap = np.ascontiguousarray(load[:, columns]), net.cap[:, columns]
        self.cap = np.pad(cap + ROUNDING * np.maximum(cap, 1), ((0, more), (0, 0)))
        self.allowed = np.pad(net.allowed[nodes[:real]], ((0, 0), (0, more)))
        dear = np.rint(net.risk[:, None] * net.early)[nodes].astype(np.int64)
        self.dear = np.pad(dear, ((0, 0), (0, more)), "edge")
        self.w = np.zeros((net.size, net.size), np.int64)
        source = np.repeat(np.arange(net.size), np.diff(net.ptr))
        np.add.at(self.w, (self.place[source], self.place[net.idx]), net.w.astype(np.int64))
        arcs = net.arcs
        self.arcs = list(zip(self.place[arcs.u], self.place[arcs.v], arcs.gap, strict=True))

    @property
    def everybody(self) -> int:
        """Return the mask of all nodes that are not free."""
        return (1 << self.real) - 1

    def rest(self) -> Ints:
        """Return what the nodes from one on cut at least, with so many, at least and at most."""
        found = rests(self.w, self.real)
        size = self.real + 1
        some = np.where(np.arange(size) >= np.arange(size)[:, None], found[:, None, :], NEVER)
        least: Ints = np.minimum.accumulate(some, axis=2)
        return least

    def cut(self, threshold: int, rest: Ints) -> tuple[Any, ...]:
        """Return the threshold behind a wave, as the compiled search takes it."""
        sides = slice(0, threshold + 1), slice(threshold + 1, WAVES)
        may = np.stack([self.allowed[:, side].any(axis=1) for side in sides])
        room = np.stack([self.cap[side].sum(axis=0) for side in sides])
        for side, other in ((0, 1), (1, 0)):
            if self.problem.waves.pilot in range(WAVES)[sides[side]]:
                people = self.load[:, self.people].sum()
                spare = people - self.problem.cover.min_users + ROUNDING
                room[other, self.people] = min(room[other, self.people], spare)
        tilt, base = self._tilted(threshold, may)
        clash = self._clash([np.arange(WAVES)[side] for side in sides])
        return self.w, tilt, base, may, clash, self.load, room, _most(self.load[:, 0]), rest

    def middle(self) -> tuple[Any, ...]:
        """Return the second and the third wave, and who must lie further apart than they do."""
        far = np.zeros(self.real, np.int64)
        for u, v, gap in self.arcs:
            if gap > 1:
                far[u] |= 1 << v
        return self._wave(1), self._wave(2), far, bool(far.any())

    def pleasing(self, masks: Ints, wave: int) -> Bools:
        """Return which of these sets may be in a wave as far as the pilot is concerned."""
        pilot = self._pilot(wave)
        if not pilot[0]:
            return np.ones(len(masks), np.bool_)
        return np.array([pleases(mask, pilot) for mask in masks], np.bool_)

    def spent(self, threshold: int, before: Bools) -> int:
        """Return what a threshold costs if these nodes are before it."""
        tied = int(self.w[before][:, ~before].sum())
        early = self.dear[before, threshold] - self.dear[before, threshold + 1]
        return tied + int(early.sum())

    def _tilted(self, threshold: int, may: Bools) -> tuple[Ints, int]:
        """Return what each node costs before rather than after, and what is paid in any case."""
        tilt = self.dear[:, threshold] - self.dear[:, threshold + 1]
        real = tilt[: self.real]
        base = np.where(may[0] & may[1], np.minimum(real, 0), np.where(may[0], real, 0)).sum()
        real[may[0] & ~may[1]] = -NEVER
        real[~may[0]] = NEVER
        return tilt, int(base)

    def _clash(self, sides: list[Ints]) -> Ints:
        """Return who may not be on a side while a node is on one, as order has it."""
        clash = np.zeros((2, 2, self.real), np.int64)
        for u, v, gap in self.arcs:
            for one, other in np.ndindex(2, 2):
                first = sides[one][self.allowed[u, sides[one]]].min(initial=WAVES)
                last = sides[other][self.allowed[v, sides[other]]].max(initial=-1)
                if first + gap > last:
                    clash[one, other, u] |= 1 << v
                    clash[other, one, v] |= 1 << u
        return clash

    def _wave(self, wave: int) -> tuple[Any, ...]:
        kept_out = sum(1 << int(node) for node in np.flatnonzero(~self.allowed[:, wave]))
        clash = np.zeros(self.real, np.int64)
        for u, v, gap in self.arcs:
            if gap > 0:
                clash[u] |= 1 << v
        return kept_out, clash, self.load, self.cap[wave], self._pilot(wave)

    def _pilot(self, wave: int) -> tuple[Any, ...]:
        """Return what a wave must hold if it is the pilot."""
        problem, cover = self.problem, self.problem.cover
        tags = np.zeros((len(cover.tags), self.real), np.int64)
        for tag in range(len(cover.tags)):
            np.add.at(tags[tag], self.place[self.net.node_of[cover.tags[tag]]], 1)
        people = np.ascontiguousarray(self.net.load[self.nodes[: self.real], 0])
        least = float(cover.min_users) - ROUNDING
        is_pilot = problem.waves.pilot == wave
        return is_pilot, people, least, tags, cover.tag_min.astype(np.int64), self.missed


def _most(load: Floats) -> Floats:
    """Return, by first node, the most that so many of the nodes from it on need."""
    size = len(load) + 1
    most = np.zeros((size, size))
    for node in range(len(load)):
        sums = np.cumsum(np.sort(load[node:])[::-1])
        most[node, 1 : len(sums) + 1] = sums
    return most
