"""Forecasts against what can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plan.forecast import Ask, LongTail, Task, ThreePoint, exactly, forecast, network_of
from pilotage.plan.forecast.simulate import Simulation
from pilotage.plan.forecast.spread import MINUTES

RUNS = 40_000
ZERO = date(2026, 1, 12)
PROMISED = [16028, 21212, 15721, 17580, 20205]
"""The first runs of one network with seed 7, in minutes, on any machine."""


def chain(*days, **common):
    """Return tasks that follow one another."""
    names = [f"t{number}" for number in range(len(days))]
    return network_of(
        Task(name, spread, after=tuple(names[number - 1 : number]), **common)
        for number, (name, spread) in enumerate(zip(names, days, strict=True))
    )


def finish(network, runs=RUNS, seed=1):
    """Return the finish of every run, in days."""
    batches = Simulation(network).batches(runs, seed)
    return np.concatenate([ends.max(axis=0) for ends in batches]) / MINUTES


def ask(**changes):
    return replace(Ask(runs=RUNS, seed=1, day_zero=ZERO), **changes)


def test_the_mean_and_variance_of_a_chain_of_triangles_are_the_sums():
    low, likely, high = 2.0, 3.0, 7.0
    found = finish(chain(*[ThreePoint(low, likely, high)] * 30))

    variance = (low**2 + likely**2 + high**2 - low * likely - low * high - likely * high) / 18
    assert found.mean() == pytest.approx(30 * (low + likely + high) / 3, rel=0.002)
    assert found.var() == pytest.approx(30 * variance, rel=0.03)


def test_the_mean_and_variance_of_a_long_tail_are_those_of_the_lognormal():
    spread = LongTail(10, 20)
    found = finish(chain(*[spread] * 5))

    mean = 10 * exp(spread.sigma**2 / 2)
    assert found.mean() == pytest.approx(5 * mean, rel=0.005)
    assert found.var() == pytest.approx(5 * mean**2 * (exp(spread.sigma**2) - 1), rel=0.04)


def test_half_end_by_the_p50_and_nine_of_ten_by_the_p90():
    found = finish(chain(LongTail(10, 20)))

    assert (found <= 10).mean() == pytest.approx(0.5, abs=0.01)
    assert (found <= 20).mean() == pytest.approx(0.9, abs=0.01)


def test_of_two_that_run_beside_each_other_the_later_counts():
    even = ThreePoint(0, 5, 10)
    found = finish(network_of([Task("a", even), Task("b", even), Task("end", after=("a", "b"))]))

    assert (found <= 5).mean() == pytest.approx(0.25, abs=0.01)


def test_lengths_of_one_cause_move_together():
    spread = ThreePoint(0, 5, 10)
    alone = finish(chain(spread, spread)).var()
    tied = finish(chain(spread, spread, cause="the same team", correlation=0.8)).var()

    assert tied / alone == pytest.approx(1.8, abs=0.05)


def test_certain_lengths_give_the_critical_path():
    network = network_of(
        [
            Task("start", exactly(1)),
            Task("long", exactly(5), after=("start",)),
            Task("short", exactly(2), after=("start",)),
            Task("end", exactly(1), after=("long", "short")),
        ]
    )
    found = forecast(network, ask())

    assert (found.p20, found.p50, found.p80) == (7.0, 7.0, 7.0)
    assert found.histogram == ((7, RUNS),)
    assert dict(found.critical) == {"start": 1, "long": 1, "end": 1, "short": 0}
    assert found.drivers == ()


def test_criticality_is_the_share_of_runs_that_a_task_decides():
    spread = ThreePoint(0, 5, 10)
    two = network_of([Task("a", spread), Task("b", spread), Task("end", after=("a", "b"))])
    shares = dict(forecast(two, ask()).critical)

    assert shares["a"] == pytest.approx(0.5, abs=0.04)
    assert shares["a"] + shares["b"] == pytest.approx(1, abs=0.01)


def test_without_the_only_driver_exactly_its_delay_is_won():
    network = network_of(
        [
            Task("work", exactly(10)),
            Task("late", exactly(6), after=("work",), cause="the vendor is late", chance=0.5),
        ]
    )
    found = forecast(network, ask(deadline=date(2026, 1, 22)))
    [driver] = found.drivers

    assert found.p_by_deadline == pytest.approx(0.5, abs=0.02)
    assert driver.cause == "the vendor is late"
    assert driver.p80_days == 6
    assert driver.days == pytest.approx(3, abs=0.15)
    assert driver.chance == pytest.approx(driver.days / 6)


def test_a_cause_that_slack_swallows_is_no_driver():
    network = network_of(
        [
            Task("late", exactly(3), cause="swallowed", chance=0.5),
            Task("work", exactly(10)),
            Task("end", exactly(1), after=("late", "work")),
        ]
    )

    assert forecast(network, ask()).drivers == ()


def test_three_drivers_are_told_and_the_largest_comes_first():
    network = chain(*(ThreePoint(1, 1, 1 + width) for width in (2, 16, 4, 8, 1)))
    found = forecast(network, ask())

    assert [driver.cause for driver in found.drivers] == ["t1", "t3", "t2"]


def test_a_mishap_repeats_with_the_same_chance():
    found = finish(network_of([Task("again", exactly(1), chance=0.5, most=3)]))

    shares = [(found == times).mean() for times in range(4)]
    assert shares == pytest.approx([0.5, 0.25, 0.125, 0.125], abs=0.01)


def test_a_task_waits_for_its_openings_and_then_for_every_next_week():
    network = network_of(
        [
            Task("ready", ThreePoint(0, 10, 20)),
            Task("wave", exactly(0.5), after=("ready",), opens=(5.0, 12.0)),
        ]
    )

    assert set(np.unique(finish(network))) == {5.5, 12.5, 19.5, 26.5}


def test_a_repeat_takes_the_next_opening():
    network = network_of(
        [
            Task("wave", exactly(0.5), not_before=5.0, opens=(5.0, 12.0)),
            Task("again", exactly(0.5), after=("wave",), chance=0.5, opens=(5.0, 12.0)),
        ]
    )

    assert set(np.unique(finish(network))) == {5.5, 12.5}


def test_a_deadline_is_met_on_its_day_and_missed_on_the_next():
    found = forecast(chain(exactly(9.5)), ask(deadline=date(2026, 1, 21)))
    missed = forecast(chain(exactly(9.5)), ask(deadline=date(2026, 1, 20)))

    assert found.day(found.p50) == date(2026, 1, 21)
    assert (found.p_by_deadline, missed.p_by_deadline) == (1.0, 0.0)


def test_the_same_seed_gives_the_same_forecast_and_another_seed_another_r3():
    network = chain(*[LongTail(3, 9)] * 10, cause="team", correlation=0.3)

    assert forecast(network, ask()) == forecast(network, ask())
    assert forecast(network, ask()).p50 != forecast(network, ask(seed=2)).p50


def test_the_stream_is_the_one_that_is_promised():
    found = finish(chain(*[ThreePoint(1, 2, 6)] * 3, LongTail(3, 9)), runs=5, seed=7)

    assert (found * MINUTES).round().astype(int).tolist() == PROMISED


def test_the_first_runs_are_the_same_however_many_follow():
    network = chain(*[LongTail(3, 9)] * 5)

    assert (finish(network, 10_000)[:700] == finish(network, 700)).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 50), min_size=3, max_size=3), st.floats(0, 20))
def test_a_longer_task_never_shortens_the_whole(points, more):
    low, likely, high = sorted(points)
    beside = Task("beside", ThreePoint(5, 20, 40))
    short, long = (
        network_of([beside, Task("a", ThreePoint(low, likely + add, high + add))])
        for add in (0, more)
    )

    assert (finish(long, 300) >= finish(short, 300) - 1 / MINUTES).all()
