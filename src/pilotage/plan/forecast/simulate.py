"""Many runs of a network at once, the same on every machine for the same seed.

What is guaranteed: the draws are the raw 64-bit words of PCG64, whose stream NumPy promises to
keep; sixteen bits of them choose one of the equally likely lengths of a task, and from there on
whole minutes are added and compared. The tables of lengths alone rest on the logarithm, the
exponential and the square root of the machine, and are rounded to whole minutes. Every task
draws from its own row, so two simulations that differ in what is held draw the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.plan.forecast.network import Network, Task
from pilotage.plan.forecast.spread import (
    ATOMS,
    FINE,
    MINUTES,
    NORMALS,
    STANDARD,
    LongTail,
    Spread,
    ThreePoint,
    atoms,
)

Minutes = NDArray[np.signedinteger[Any]]
Ranks = NDArray[np.uint16]

DRAWS = 1 << 16
"""A draw is one of so many numbers, all equally likely."""

SHIFT = 6
"""A draw without its last bits is the number of one of the ``ATOMS`` lengths."""

MOST_AT_ONCE, FEWEST_AT_ONCE, CELLS = 2048, 256, 1 << 22
"""Runs at once: so many that tasks times runs stay below ``CELLS``, within these limits."""

EDGE, STEPS = 4.0, 256
"""Standard normal values are told apart up to ``EDGE`` in ``STEPS`` per unit."""


@dataclass(frozen=True, eq=False)
class Simulation:
    """A network made ready to run: the lengths of its tasks, and the row that each draws from."""

    network: Network

    @cached_property
    def at_once(self) -> int:
        """Return how many runs are made at once, a power of two."""
        fitting = max(CELLS // len(self.network.tasks), 1)
        return min(MOST_AT_ONCE, max(FEWEST_AT_ONCE, 1 << (fitting.bit_length() - 1)))

    @cached_property
    def lengths(self) -> dict[Spread, Minutes]:
        """Return the equally likely lengths of each range, in minutes.

        They are of 32 bits, and so are all sums, unless a run could be too long for them.
        """
        tasks = self.network.tasks
        made = {spread: atoms(spread) for spread in dict.fromkeys(task.days for task in tasks)}
        longest = sum(int(made[task.days][-1]) * task.most + _most_waiting(task) for task in tasks)
        dtype = np.int32 if longest < np.iinfo(np.int32).max else np.int64
        return {spread: lengths.astype(dtype) for spread, lengths in made.items()}

    @cached_property
    def rows(self) -> dict[tuple[str, str], int]:
        """Return the row of draws of each common cause, and of each task's length and chance."""
        tasks = self.network.tasks
        common = dict.fromkeys(("common", task.blamed) for task in tasks if task.correlation)
        own = [
            (what, task.name)
            for task in tasks
            for what, drawn in (("length", _varies(task.days)), ("chance", not task.certain))
            if drawn
        ]
        return {key: row for row, key in enumerate([*common, *own])}

    def batches(self, runs: int, seed: int, *, without: str = "") -> Iterator[Minutes]:
        """Yield the end of every task, a row per task and a column per run, in minutes.

        ``without`` names a cause that is held: its tasks take their median, its mishaps do not
        happen. The first runs are the same however many follow.
        """
        generator = np.random.PCG64(seed)
        for done in range(0, runs, self.at_once):
            words = generator.random_raw((len(self.rows), self.at_once // 4))
            draws = np.asarray(words).astype("<u8", copy=False).view("<u2")
            yield self._run(draws[:, : runs - done], without)

    def _run(self, draws: Ranks, without: str) -> Minutes:
        network = self.network
        dtype = next(iter(self.lengths.values())).dtype
        ends = np.zeros((len(network.tasks), draws.shape[1]), dtype)
        for number in network.order.tolist():
            task, end = network.tasks[number], ends[number]
            ready(network, number, ends, end)
            held = task.blamed == without
            if task.certain:
                wait_for_opening(task, end)
                end += self._length(task, draws, held)
            elif not held and task.chance > 0:
                self._mishap(task, draws, end)
        return ends

    def _length(self, task: Task, draws: Ranks, held: bool) -> Minutes:
        lengths = self.lengths[task.days]
        if held or not _varies(task.days):
            return lengths[ATOMS // 2 : ATOMS // 2 + 1]
        drawn: Minutes = lengths.take(self._ranks("length", task, draws) >> SHIFT)
        return drawn

    def _mishap(self, task: Task, draws: Ranks, end: Minutes) -> None:
        """Let a task happen as often as drawn, each time after the time before."""
        ranks, length = self._ranks("chance", task, draws), self._length(task, draws, False)
        for times in range(1, task.most + 1):
            hit = np.flatnonzero(ranks < round(task.chance**times * DRAWS))
            again = end[hit]
            wait_for_opening(task, again)
            end[hit] = again + (length[hit] if len(length) > 1 else length)

    def _ranks(self, what: str, task: Task, draws: Ranks) -> Ranks:
        """Return a task's draws, moved by the draws of its cause where both go together."""
        own: Ranks = draws[self.rows[what, task.name]]
        if not task.correlation:
            return own
        common = draws[self.rows["common", task.blamed]]
        values = np.sqrt(task.correlation) * _NORMAL.take(common >> SHIFT)
        values += np.sqrt(1 - task.correlation) * _NORMAL.take(own >> SHIFT)
        steps = ((values + EDGE) * STEPS).astype(np.int64)
        moved: Ranks = _RANKS.take(steps, mode="clip")
        return moved


def ready(network: Network, number: int, ends: Minutes, out: Minutes) -> None:
    """Write into ``out`` when a task could start in each run: all it waits for has ended."""
    out[:] = round(network.tasks[number].not_before * MINUTES)
    for before in network.waits_for(number).tolist():
        np.maximum(out, ends[before], out=out)


def wait_for_opening(task: Task, moments: Minutes) -> None:
    """Move each moment to the next one at which the task may start."""
    if not task.opens:
        return
    opens = np.rint(np.array(task.opens) * MINUTES).astype(moments.dtype)
    every = max(round(task.every * MINUTES), 1)
    later = -(-(moments - opens[-1]) // every) * every + opens[-1]
    at = np.searchsorted(opens, moments)
    moments[:] = np.where(at < len(opens), opens.take(at, mode="clip"), later)


def _varies(spread: Spread) -> bool:
    match spread:
        case ThreePoint(low, _, high):
            return low < high
        case LongTail(p50, p90):
            return p50 < p90


def _most_waiting(task: Task) -> int:
    """Return an upper limit of the minutes that a task waits for its day or its openings."""
    waiting = max(task.opens) + task.every * task.most if task.opens else 0.0
    return round((task.not_before + waiting) * MINUTES)


def _rank_table() -> Ranks:
    """Return the draw that stands for each step of a standard normal value."""
    middles = (np.arange(int(2 * EDGE * STEPS)) + 0.5) / STEPS - EDGE
    chances = np.array([STANDARD.cdf(value) for value in middles.tolist()])
    return (chances * DRAWS).astype(np.uint16)


_NORMAL = NORMALS.reshape(ATOMS, FINE).mean(axis=1)
_RANKS = _rank_table()
