"""Many runs of a network at once, the same on every machine for the same seed.

A draw chooses one of the equally likely lengths of a task, and from there on whole minutes are
added and compared. Only the tables of lengths rest on the logarithm, the exponential and the
square root of the machine; they are rounded to whole minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.plan.forecast.draws import DRAWS, Drawer, Ranks
from pilotage.plan.forecast.network import Network, Task
from pilotage.plan.forecast.spread import MINUTES, atoms, varies

Minutes = NDArray[np.signedinteger[Any]]

MOST_AT_ONCE, FEWEST_AT_ONCE, CELLS = 2048, 256, 1 << 22
"""Runs at once: so many that tasks times runs stay below ``CELLS``, within these limits."""


@dataclass(frozen=True, eq=False)
class Simulation:
    """A network made ready to run."""

    network: Network

    @cached_property
    def drawer(self) -> Drawer:
        """Return what draws for it, a power of two of runs at once."""
        fitting = max(CELLS // len(self.network.tasks), 1)
        power = 1 << (fitting.bit_length() - 1)
        return Drawer(self.network, min(MOST_AT_ONCE, max(FEWEST_AT_ONCE, power)))

    @cached_property
    def lengths(self) -> tuple[Minutes, ...]:
        """Return for each task its equally likely lengths in minutes, rising; one if certain.

        They are of 32 bits, and so are all sums, unless a run could be too long for them.
        """
        tasks = self.network.tasks
        made = {spread: atoms(spread) for spread in dict.fromkeys(task.days for task in tasks)}
        longest = sum(int(made[task.days][-1]) * task.most + _most_waiting(task) for task in tasks)
        fits = longest < np.iinfo(np.int32).max
        dtype: type[np.signedinteger[Any]] = np.int32 if fits else np.int64
        cast = {
            spread: every.astype(dtype)[: None if varies(spread) else 1]
            for spread, every in made.items()
        }
        return tuple(cast[task.days] for task in tasks)

    def batches(self, runs: int, seed: int, *, without: str = "") -> Iterator[Minutes]:
        """Yield the end of every task, a row per task and a column per run, in minutes.

        ``without`` names a cause that is held: its tasks take their median, its mishaps do not
        happen.
        """
        held = [task.blamed == without for task in self.network.tasks]
        for draws in self.drawer.batches(runs, seed):
            yield self._run(draws, held)

    def median(self, number: int) -> int:
        """Return the median length of a task in minutes."""
        every = self.lengths[number]
        return int(every[len(every) // 2])

    def _run(self, draws: Ranks, held: list[bool]) -> Minutes:
        network = self.network
        ends = np.empty((len(network.tasks), draws.shape[1]), self.lengths[0].dtype)
        for number in network.order.tolist():
            task, end = network.tasks[number], ends[number]
            ready(network, number, ends, end)
            if task.certain:
                wait_for_opening(task, end)
                end += self.median(number) if held[number] else self._drawn(number, draws)
            elif not held[number]:
                self._mishap(number, draws, end)
        return ends

    def _drawn(self, number: int, draws: Ranks) -> Minutes:
        """Return the length of a task in each run; a single one where it does not vary."""
        every = self.lengths[number]
        if len(every) == 1:
            return every
        drawn: Minutes = every.take(self.drawer.lengths(number, draws))
        return drawn

    def _mishap(self, number: int, draws: Ranks, end: Minutes) -> None:
        """Let a task happen as often as drawn, each time after the time before."""
        task, length = self.network.tasks[number], self._drawn(number, draws)
        decides = self.drawer.chances(number, draws)
        for times in range(1, task.most + 1):
            hit = np.flatnonzero(decides < round(task.chance**times * DRAWS))
            again = end[hit]
            wait_for_opening(task, again)
            end[hit] = again + (length if len(length) == 1 else length[hit])


def ready(network: Network, number: int, ends: Minutes, out: Minutes) -> None:
    """Write into ``out`` when a task could start in each run: all it waits for has ended."""
    out[:] = round(network.tasks[number].not_before * MINUTES)
    for before in network.waits[number]:
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


def _most_waiting(task: Task) -> int:
    """Return an upper limit of the minutes that a task waits for its day or its openings."""
    waiting = max(task.opens) + task.every * task.most if task.opens else 0.0
    return round((task.not_before + waiting) * MINUTES)
