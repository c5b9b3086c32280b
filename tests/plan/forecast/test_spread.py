"""Equally likely lengths stand for their range."""

from __future__ import annotations

import numpy as np
import pytest

from pilotage.plan.forecast import LongTail, ThreePoint, exactly
from pilotage.plan.forecast.spread import ATOMS, MINUTES, atoms, varies


@pytest.mark.parametrize(
    ("spread", "mean"),
    [
        (ThreePoint(1, 2, 6), 3.0),
        (ThreePoint(1, 1, 4), 2.0),
        (ThreePoint(1, 4, 4), 3.0),
        (exactly(2.5), 2.5),
        (LongTail(5, 5), 5.0),
    ],
)
def test_lengths_rise_and_have_the_mean_of_the_range(spread, mean):
    lengths = atoms(spread)

    assert len(lengths) == ATOMS
    assert (np.diff(lengths) >= 0).all()
    assert lengths.mean() / MINUTES == pytest.approx(mean, rel=1e-3)


def test_half_lie_below_the_p50_and_nine_tenths_below_the_p90():
    days = atoms(LongTail(4, 10)) / MINUTES

    assert (days < 4).mean() == pytest.approx(0.5, abs=2 / ATOMS)
    assert (days < 10).mean() == pytest.approx(0.9, abs=2 / ATOMS)


def test_only_a_range_varies():
    assert varies(ThreePoint(1, 1, 2))
    assert varies(LongTail(1, 2))
    assert not varies(exactly(1))
    assert not varies(LongTail(1, 1))
