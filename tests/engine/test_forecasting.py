"""What the forecast of a planned migration takes into account."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import numpy as np
import pytest
from harbour import NOW, engagement, situation

from pilotage.assess.waves import wave_readiness
from pilotage.dependencies import RULES, map_dependencies
from pilotage.engine.forecasting import Terms, forecast_plan
from pilotage.plan import Solution, as_plan, build_problem, objective
from pilotage.plan.forecast.priors import priors

AGREED = """
[pilot]
min_people = 1
[capacity]
people_per_window = 2
"""
SURE = {name: 0.0 for name in priors().every if name.endswith(("_late", "_repeats", "_confirmed"))}
SURE |= {"vendor_late_unpromised": 0.0, "gate_no_go": 0.0, "unready_stops": 0.0}
SURE |= {"work_overrun_p90": 1.0}
LATE_VENDOR = """
[[vendor]]
name = "Quay Lines"
service = "the line"
needed_on = 2026-01-15
promised_on = 2026-01-14
"""


@cache
def planned():
    """Return the problem of Harbour Foods, and a plan that moves two units per wave."""
    here = situation(engagement=engagement(AGREED))
    graph = map_dependencies(here.source, here.engagement, RULES.load().values())
    problem = build_problem(graph, here.source, here.engagement, NOW)
    wave = np.arange(problem.n) // 2
    solution = Solution(wave, objective(problem, wave), 0, "", ())
    return problem, solution, as_plan(problem, solution, graph)


def forecast(text="", *, assume=None, now=NOW, **terms):
    """Return the plan of Harbour Foods and its forecast, with more engagement text."""
    problem, solution, plan = planned()
    here = situation(engagement=engagement(AGREED + text), now=now)
    readiness = wave_readiness(here, plan)
    known = priors({**SURE, **(assume or {})})
    wanted = Terms(**{"runs": 2_000, "priors": known, **terms})
    return plan, forecast_plan(here, problem, solution.wave, plan, readiness, wanted)


def test_where_nothing_can_go_wrong_the_plan_is_the_forecast():
    plan, found = forecast()
    ends = [wave.ends_at.date() for wave in plan.waves if wave.members][-1]

    assert found.day(found.p20) == found.day(found.p80) == ends
    assert found.p_by_deadline == 1
    assert found.drivers == ()


@pytest.mark.parametrize(
    ("assume", "cause"),
    [
        ({"pilot_repeats": 0.5}, "a wave is taken back and repeated"),
        ({"gate_no_go": 0.5}, "a gate says no-go"),
    ],
)
def test_what_may_go_wrong_puts_the_end_off_by_whole_windows(assume, cause):
    _, calm = forecast()
    _, found = forecast(assume=assume)

    assert [driver.cause for driver in found.drivers] == [cause]
    assert {(day - int(calm.p50)) % 7 for day, _ in found.histogram} == {0}
    assert found.p80 >= calm.p80 + 7


def test_a_vendor_who_never_confirmed_is_a_driver_until_delivery():
    _, found = forecast(LATE_VENDOR, assume={"vendor_late": 0.9})
    _, delivered = forecast(LATE_VENDOR + "delivered_on = 2026-01-08\n", assume={"vendor_late": 1})

    assert [driver.cause for driver in found.drivers] == ["Quay Lines is late with the line"]
    assert delivered.drivers == ()


def test_a_vendor_who_confirmed_is_less_likely_late():
    late, confirmed = {"vendor_late": 0.9}, "window_confirmed_on = 2026-01-08\n"
    _, unsure = forecast(LATE_VENDOR, assume=late)
    _, sure = forecast(LATE_VENDOR + confirmed, assume=late)

    assert sure.histogram[0][1] > unsure.histogram[0][1]


def test_an_open_decision_holds_the_wave_after_it():
    question = '[[decision]]\nquestion = "Which line?"\ndecide_by = 2026-01-14\n'
    _, open_ = forecast(question, assume={"decision_late": 1.0})
    _, answered = forecast(question + "answered_on = 2026-01-08\n", assume={"decision_late": 1.0})

    assert open_.p80 > answered.p80


def test_people_who_are_not_ready_put_their_wave_off():
    _, found = forecast(assume={"unready_stops": 1.0, "unready_halves_in_days": 1000})

    assert [driver.cause for driver in found.drivers] == ["people are not ready"]


def test_the_same_input_and_seed_give_the_same_numbers_r3():
    often = {"gate_no_go": 0.4, "vendor_late": 0.5}
    once, twice = (forecast(LATE_VENDOR, assume=often, seed=5)[1] for _ in range(2))

    assert once == twice
    assert (once.seed, once.runs, once.calibrated) == (5, 2_000, False)


def test_waves_whose_window_is_over_are_taken_as_done_and_said():
    plan, _ = forecast()
    first = next(wave for wave in plan.waves if wave.members)
    _, found = forecast(now=first.ends_at + timedelta(hours=1))

    assert any(each.startswith("taken as done") for each in found.assumed)


def test_after_the_last_window_nothing_is_left_to_forecast():
    plan, _ = forecast()

    assert forecast(now=plan.waves[-1].ends_at + timedelta(days=1))[1] is None


def test_every_assumption_is_told():
    _, found = forecast()

    assert len(found.assumed) > 10
    assert any("vendor who has promised no day" in each for each in found.assumed)
    assert not any("{" in each for each in found.assumed)


def test_a_promise_that_was_broken_is_late_for_certain():
    sure = {"vendor_delay_p50": 30, "vendor_delay_p90": 30}
    broken = LATE_VENDOR.replace("2026-01-14", "2026-01-05")
    _, found = forecast(broken, assume=sure)
    _, calm = forecast()

    assert found.p20 >= calm.p20 + 7


def test_a_vendor_of_a_far_day_does_not_break_the_calendar():
    far = LATE_VENDOR.replace("2026-01-14", "9999-12-31")
    _, found = forecast(far, assume={"vendor_late": 0.5})

    assert found.day(found.p80).year == 9999
    assert found.p_by_deadline == 0


def test_a_forecast_holds_for_the_whole_day():
    often = {"gate_no_go": 0.4, "unready_stops": 1.0}
    morning, evening = (
        forecast(LATE_VENDOR, assume=often, now=NOW + timedelta(hours=hours))[1] for hours in (0, 9)
    )

    assert morning == evening
