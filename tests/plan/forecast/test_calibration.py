"""When a forecast may be called calibrated."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pilotage.plan.forecast.calibration import Outcome, calibrate

P20, P80 = date(2026, 3, 1), date(2026, 3, 21)


def ended(days, **told):
    """Return a migration that ended so many days after its P20."""
    return Outcome(P20, P80, P20 + timedelta(days=days), **told)


def test_without_history_there_is_no_calibration():
    assert calibrate([]) is None


def test_six_of_ten_inside_the_band_are_calibrated():
    found = calibrate([*[ended(10)] * 6, *[ended(-3)] * 2, *[ended(30)] * 2])

    assert (found.n, found.inside_60, found.calibrated) == (10, 0.6, True)


@pytest.mark.parametrize("history", [[ended(10)] * 3, [ended(10)] * 10, [ended(30)] * 10])
def test_few_or_too_sure_or_too_timid_forecasts_are_not(history):
    assert not calibrate(history).calibrated


def test_the_brier_score_is_the_mean_squared_error_of_the_chance():
    made, missed = P80, P20
    history = [
        ended(10, p_by_deadline=0.9, deadline=made),
        ended(10, p_by_deadline=0.6, deadline=missed),
        ended(10),
    ]

    assert calibrate(history).brier == pytest.approx((0.1**2 + 0.6**2) / 2)
    assert calibrate([ended(10)]).brier is None
