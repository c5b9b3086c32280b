"""Draws: the raw words of PCG64, in rows that tasks and their common causes read from.

NumPy promises to keep the stream of this generator, so a seed gives the same draws on every
machine. Every task has rows of its own, so simulations that differ in what is held draw the
same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pilotage.plan.forecast.network import Network
from pilotage.plan.forecast.spread import ATOMS, FINE, NORMALS, STANDARD, varies

Ranks = NDArray[np.uint16]

DRAWS = 1 << 16
"""A draw is one of so many numbers, all equally likely."""

SHIFT = 6
"""A draw without its last bits is the number of one of ``ATOMS`` equally likely lengths."""

EDGE, STEPS = 4.0, 256
"""Standard normal values are told apart up to ``EDGE`` in ``STEPS`` per unit."""


@dataclass(frozen=True, eq=False)
class Rows:
    """The row that holds each task's draws: for its length, its chance and its common cause.

    Each list has an entry per task, -1 where it needs no draw; ``count`` rows are drawn.
    """

    length: tuple[int, ...]
    chance: tuple[int, ...]
    common: tuple[int, ...]
    count: int

    @classmethod
    def of(cls, network: Network) -> Rows:
        """Return the rows of a network: common causes first, then the tasks in their order."""
        tasks = network.tasks
        causes = dict.fromkeys(task.blamed for task in tasks if task.correlation)
        place = {cause: row for row, cause in enumerate(causes)}
        wanted = [drawn for task in tasks for drawn in (varies(task.days), not task.certain)]
        rows = np.where(wanted, np.cumsum(wanted) - 1 + len(causes), -1)
        return cls(
            tuple(rows[::2].tolist()),
            tuple(rows[1::2].tolist()),
            tuple(place[task.blamed] if task.correlation else -1 for task in tasks),
            len(causes) + sum(wanted),
        )


@dataclass(frozen=True, eq=False)
class Drawer:
    """Draws for a network, ``at_once`` runs at a time."""

    network: Network
    at_once: int

    @cached_property
    def rows(self) -> Rows:
        """Return where each task's draws are."""
        return Rows.of(self.network)

    def batches(self, runs: int, seed: int) -> Iterator[Ranks]:
        """Yield draws, a column per run; the first are the same however many follow."""
        generator = np.random.PCG64(seed)
        for done in range(0, runs, self.at_once):
            words = generator.random_raw((self.rows.count, self.at_once // 4))
            yield np.asarray(words).astype("<u8", copy=False).view("<u2")[:, : runs - done]

    def lengths(self, number: int, draws: Ranks) -> Ranks:
        """Return, for each run, which of its equally likely lengths a task takes."""
        ranks = self._ranks(number, draws[self.rows.length[number]], draws)
        return ranks >> np.uint16(SHIFT)

    def chances(self, number: int, draws: Ranks) -> Ranks:
        """Return, for each run, the draw that decides whether a mishap happens."""
        return self._ranks(number, draws[self.rows.chance[number]], draws)

    def _ranks(self, number: int, own: Ranks, draws: Ranks) -> Ranks:
        """Return a task's draws, moved by the draws of its cause where both go together."""
        if (row := self.rows.common[number]) < 0:
            return own
        correlation = self.network.tasks[number].correlation
        values = np.sqrt(correlation) * _NORMAL.take(draws[row] >> SHIFT)
        values += np.sqrt(1 - correlation) * _NORMAL.take(own >> SHIFT)
        steps = ((values + EDGE) * STEPS).astype(np.int64)
        moved: Ranks = _RANKS.take(steps, mode="clip")
        return moved


def _rank_table() -> Ranks:
    """Return the draw that stands for each step of a standard normal value."""
    middles = (np.arange(int(2 * EDGE * STEPS)) + 0.5) / STEPS - EDGE
    chances = np.array([STANDARD.cdf(value) for value in middles.tolist()])
    return (chances * DRAWS).astype(np.uint16)


_NORMAL = NORMALS.reshape(ATOMS, FINE).mean(axis=1)
_RANKS = _rank_table()
