"""The drawing of the finish date says what the forecast says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.facts.forecast import Forecast
from pilotage.handover.figures.finish import FRAME, finish_distribution, told

ZERO = date(2026, 1, 12)


def forecast(runs=None, *, deadline=30, **changes):
    """Return a forecast whose runs end on these days, so many on each."""
    counted = tuple(sorted((runs or {26: 50, 33: 30, 40: 20}).items()))
    total = sum(each for _, each in counted)
    days = [day for day, each in counted for _ in range(each)]
    quantiles = [days[min(total - 1, int(total * share))] + 0.3 for share in (0.19, 0.49, 0.79)]
    missed = sum(each for day, each in counted if deadline is not None and day > deadline)
    made = Forecast(
        ZERO,
        *quantiles,
        None if deadline is None else ZERO + timedelta(days=deadline),
        None if deadline is None else 1 - missed / total,
        counted,
        drivers=(),
        critical=(),
        seed=0,
        runs=total,
        examined=total,
    )
    return replace(made, **changes)


def test_bars_are_as_high_as_their_share_and_stand_on_the_floor():
    bars = finish_distribution(forecast()).bars

    assert [round(bar.height / bars[0].height, 2) for bar in bars] == [1.0, 0.6, 0.4]
    assert all(bar.y + bar.height == pytest.approx(FRAME.floor) for bar in bars)
    assert bars[1].says == "14 Feb 2026: 30.0\u00a0% of the runs"


def test_runs_that_miss_the_deadline_stand_right_of_it_and_are_marked():
    drawing = finish_distribution(forecast(deadline=30))

    assert [bar.late for bar in drawing.bars] == [False, True, True]
    assert drawing.bars[0].x + drawing.bars[0].width <= drawing.deadline <= drawing.bars[1].x


def test_a_run_on_the_day_of_the_deadline_is_in_time():
    drawing = finish_distribution(forecast(deadline=33))

    assert [bar.late for bar in drawing.bars] == [False, False, True]


def test_the_quantiles_stand_over_their_bars():
    drawing = finish_distribution(forecast())
    middles = [bar.x + bar.width / 2 for bar in drawing.bars]

    assert [mark.says for mark in drawing.marks] == ["P20, P50", "P80"]
    assert drawing.marks[0].at == pytest.approx(middles[0], abs=0.2)
    assert drawing.marks[1].at == pytest.approx(middles[1], abs=0.2)


def test_the_drawing_in_words_has_range_chance_and_deadline():
    says = finish_distribution(forecast()).says.replace("\u00a0", " ")

    assert says == (
        "Of 100 simulated runs 20 % end by 7 Feb 2026, 50 % by 7 Feb 2026, 80 % by 14 Feb 2026."
        " 50 % make the deadline, 11 Feb 2026."
    )


def test_without_a_deadline_none_is_drawn_or_told():
    drawing = finish_distribution(forecast(deadline=None))

    assert drawing.deadline is None
    assert "deadline" not in drawing.says
    assert not any(bar.late for bar in drawing.bars)


@pytest.mark.parametrize("deadline", [-400, 4000])
def test_a_deadline_out_of_reach_does_not_squeeze_the_bars(deadline):
    drawing = finish_distribution(forecast(deadline=deadline))

    assert drawing.deadline is None
    assert drawing.bars[-1].x - drawing.bars[0].x > 200


@pytest.mark.parametrize(("missed", "told_"), [(0, "100"), (1, "99"), (9_999, "1"), (10_000, "0")])
def test_a_chance_is_never_rounded_to_certainty(missed, told_):
    runs = (
        {20: 10_000 - missed, 40: missed} if 0 < missed < 10_000 else {40 if missed else 20: 10_000}
    )
    says = finish_distribution(forecast(runs)).says

    assert f"{told_}\u00a0% make the deadline" in says


def test_a_long_tail_is_said_and_not_drawn():
    drawing = finish_distribution(forecast({20: 995, 27: 2, 900: 3}))

    assert len(drawing.bars) == 1
    assert drawing.rest == "0.5\u00a0% of the runs end later than shown, the last on 30 Jun 2028."


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.integers(0, 3_000), st.integers(1, 400), min_size=1, max_size=60),
    st.none() | st.integers(0, 4_000),
)
def test_everything_lies_inside_the_frame(runs, deadline):
    drawing = finish_distribution(forecast(runs, deadline=deadline))

    for bar in drawing.bars:
        assert bar.x >= FRAME.left
        assert bar.x + bar.width <= FRAME.right + 1
        assert FRAME.top - 0.2 <= bar.y
    for mark in (*drawing.marks, *drawing.days):
        assert FRAME.left <= mark.at <= FRAME.right
    assert len(drawing.days) <= 8
    assert 2 <= len(drawing.shares) <= 6
    assert drawing.deadline is None or FRAME.left <= drawing.deadline <= FRAME.right


def test_an_end_beyond_the_calendar_is_drawn():
    drawing = finish_distribution(forecast({20: 50, 3_500_000: 50}))

    assert [bar.says[:10] for bar in drawing.bars] == ["1 Feb 2026", "31 Dec 999"]


def test_a_day_is_told_without_leading_zero():
    assert told(date(2026, 2, 7)) == "7 Feb 2026"
