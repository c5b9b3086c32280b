"""Which tasks set the end of each run."""

from __future__ import annotations

import numpy as np

from pilotage.plan.forecast.network import Network
from pilotage.plan.forecast.simulate import Minutes, ready, wait_for_opening
from pilotage.plan.forecast.spread import MINUTES
from pilotage.plan.problem import Bools, Floats


def critical(network: Network, ends: Minutes) -> Bools:
    """Return the tasks on the longest path of each run, in the shape of ``ends``.

    ``ends`` holds the end of each task, a row per task and a column per run. A task that ended
    long before its successor's opening or earliest day did not set it.
    """
    found: Bools = ends == ends.max(axis=0)
    could = np.empty(ends.shape[1], ends.dtype)
    for number in network.order[::-1].tolist():
        ready(network, number, ends, could)
        earliest = _earliest(network, number, ends)
        driven = found[number] & (could >= earliest)
        for before in network.waits[number]:
            found[before] |= driven & (ends[before] == could)
    return found


def _earliest(network: Network, number: int, ends: Minutes) -> int:
    """Return when a task would start if it waited for no other, in minutes."""
    task = network.tasks[number]
    alone = np.array([round(task.not_before * MINUTES)], ends.dtype)
    if task.certain:
        wait_for_opening(task, alone)
    return int(alone[0])


def took(network: Network, ends: Minutes) -> Minutes:
    """Return how long each task took in each run, in minutes; a mishap takes its waiting too."""
    spent = np.empty_like(ends)
    for number, task in enumerate(network.tasks):
        ready(network, number, ends, spent[number])
        if task.certain:
            wait_for_opening(task, spent[number])
    return np.subtract(ends, spent, out=spent)


def criticality(network: Network, ends: Minutes, on_path: Bools) -> Floats:
    """Return the share of runs in which each task set the end; a mishap must have happened."""
    certain = np.array([task.certain for task in network.tasks])
    shares: Floats = (on_path & (certain[:, None] | (took(network, ends) > 0))).mean(axis=1)
    return shares
