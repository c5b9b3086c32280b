"""Draws are even, independent between tasks, and tied where a cause is shared."""

from __future__ import annotations

import numpy as np
import pytest

from pilotage.plan.forecast import LongTail, Task, exactly, network_of
from pilotage.plan.forecast.draws import DRAWS, Drawer
from pilotage.plan.forecast.spread import ATOMS

RANGE = LongTail(1, 2)


def drawn(*tasks, runs=40_000):
    """Return the chosen lengths of each task, a row per task."""
    drawer = Drawer(network_of(tasks), 4096)
    rows = [
        np.array([drawer.lengths(number, draws) for number in range(len(tasks))])
        for draws in drawer.batches(runs, 3)
    ]
    return np.concatenate(rows, axis=1)


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9])
def test_every_length_is_equally_likely(correlation):
    tied = {"cause": "team", "correlation": correlation}
    found = drawn(Task("a", RANGE, **tied), Task("b", RANGE, **tied))

    shares = np.histogram(found[0], bins=8, range=(0, ATOMS))[0] / found.shape[1]
    assert shares == pytest.approx(np.full(8, 1 / 8), abs=0.008)


@pytest.mark.parametrize(("correlation", "expected"), [(0.0, 0.0), (0.5, 0.48), (0.9, 0.89)])
def test_lengths_of_one_cause_are_as_alike_as_asked(correlation, expected):
    tied = {"cause": "team", "correlation": correlation}
    one, two = drawn(Task("a", RANGE, **tied), Task("b", RANGE, **tied))

    assert np.corrcoef(one, two)[0, 1] == pytest.approx(expected, abs=0.02)


def test_other_causes_are_independent():
    one, two = drawn(
        Task("a", RANGE, cause="one", correlation=0.9),
        Task("b", RANGE, cause="two", correlation=0.9),
    )

    assert np.corrcoef(one, two)[0, 1] == pytest.approx(0, abs=0.02)


def test_what_does_not_vary_needs_no_draw():
    rows = Drawer(
        network_of([Task("fixed", exactly(1)), Task("mishap", exactly(1), chance=0.5)]), 256
    ).rows

    assert (rows.count, rows.length, rows.chance) == (1, (-1, -1), (-1, 0))


def test_draws_are_the_words_of_pcg64():
    drawer = Drawer(network_of([Task("mishap", exactly(1), chance=0.5)]), 256)
    [draws] = drawer.batches(4, 0)
    word = int(np.random.PCG64(0).random_raw())

    assert [int(each) for each in draws[0]] == [
        word >> 16 * place & DRAWS - 1 for place in range(4)
    ]
