"""The tasks between now and the end of the last wave, and what waits for what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from harbour import NOW, engagement

from pilotage.facts.plan import Wave
from pilotage.facts.runbook import Step
from pilotage.facts.wave_readiness import WaveCount
from pilotage.plan.forecast import network_of
from pilotage.plan.forecast.priors import priors
from pilotage.plan.forecast.remaining import Remaining
from pilotage.plan.forecast.tasks import remaining_tasks, unready_chance

OWED = """
[[vendor]]
name = "Quay Lines"
service = ""
needed_on = 2026-01-20
promised_on = 2026-01-19
[[vendor]]
name = "Quay Lines"
service = "phones"
[[decision]]
question = "Which line?"
decide_by = 2026-01-30
"""


def step(wave, name, owner, days):
    return Step(f"wave-{wave}/{name}", name, "prepare", owner, timedelta(days=days), 60, "seen")


def wave(number):
    starts = datetime(2026, 1, 17 + 7 * number, 18, tzinfo=UTC)
    ends = starts + timedelta(hours=8)
    return Wave(number, 5 + 7 * number, ("ana",), 1, 0, 0, starts_at=starts, ends_at=ends)


def left(text="", **counts):
    waves = (wave(0), wave(1))
    return Remaining(
        engagement(text),
        NOW,
        waves,
        {0: WaveCount(0, 4, *counts.get("people", (0, 0, 4)))},
        {
            each.number: (
                step(each.number, "order", "engineer", -14),
                step(each.number, "tell", "champion", -9),
                step(each.number, "rehearse", "engineer", -7),
            )
            for each in waves
        },
        {0: (5.75, 12.75), 1: (12.75, 19.75)},
        priors(),
    )


def by_name(made):
    return {task.name: task for task in remaining_tasks(made)}


def test_every_name_stands_once_and_the_tasks_are_a_network():
    tasks = remaining_tasks(left(OWED))

    assert len(network_of(tasks).tasks) == len({task.name for task in tasks})


def test_a_wave_waits_for_its_preparation_and_for_the_wave_before():
    tasks = by_name(left())

    assert {"wave 0: repeated", "wave-1/tell", "wave-1/rehearse"} <= set(tasks["wave 1"].after)
    assert tasks["wave 0: repeated"].after == ("wave 0",)
    assert tasks["wave 1"].opens == (12.75, 19.75)


def test_waves_in_one_window_do_not_wait_for_each_other():
    made = left()
    both = replace(
        made, waves=(wave(0), replace(wave(0), number=1)), opens={0: (5.75,), 1: (5.75,)}
    )

    assert "wave 0: repeated" not in by_name(both)["wave 1"].after


def test_an_owner_does_one_step_after_the_other_and_none_before_today():
    tasks = by_name(left())

    assert tasks["wave-0/rehearse"].after == ("wave-0/order",)
    assert tasks["wave-0/tell"].after == ()
    assert tasks["wave-0/order"].not_before == 0
    assert tasks["wave-1/rehearse"].not_before == 5.75


def test_what_others_owe_holds_the_first_wave_from_its_day_on():
    tasks = by_name(left(OWED))
    lines, phones = "vendor 0: Quay Lines is late", "vendor 1: Quay Lines is late with phones"

    assert lines in tasks["wave 1"].after
    assert phones in tasks["wave 0"].after
    assert not any("Which line?" in name for name in tasks)
    assert (tasks[lines].chance, tasks[phones].chance) == (0.3, 0.5)
    assert tasks[f"{lines}, due"].not_before == 7


@pytest.mark.parametrize(
    ("people", "chance"), [((0, 0, 4), 0), ((4, 0, 0), 0.5), ((0, 4, 0), 0.25), ((2, 0, 2), 0.25)]
)
def test_who_is_unknown_counts_half_of_who_is_not_ready(people, chance):
    made = left(people=people)
    away = 0.5 ** (5.75 / 14)

    assert unready_chance(made, made.waves[0]) == pytest.approx(chance * away)


def test_a_wave_without_people_is_never_unready():
    made = left()

    assert unready_chance(made, made.waves[1]) == 0
