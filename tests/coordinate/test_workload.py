"""Hours for a wave against hours that people have."""

from __future__ import annotations

from datetime import date

import pytest

from pilotage.coordinate.workload import overbooked, workloads
from pilotage.facts.engagement import Person
from pilotage.facts.task import Task

SATURDAY = date(2026, 11, 21)
DANA = Person("Dana (demo)", ("engineer",), hours_per_week=40, bau_hours=28)


def test_thirty_hours_for_twelve_free_ones_are_eighteen_too_many_r4():
    tasks = [Task("Copy", "Dana (demo)", 20, wave=3), Task("Test", "dana (Demo)", 10, wave=3)]

    [load] = workloads([DANA], tasks, 3, SATURDAY)

    assert (load.free, load.assigned, load.overrun) == (12, 30, 18)
    assert load.says == "Dana (demo): 30 h assigned, 12 h free, 18 h too many"
    assert overbooked([load]) == (load,)


@pytest.mark.parametrize(
    "task",
    [
        Task("Copy", DANA.name, 20, wave=2),
        Task("Copy", DANA.name, 20, wave=3, state="done"),
        Task("Copy", DANA.name, 20, wave=3, state="waived"),
    ],
    ids=["another-wave", "done", "waived"],
)
def test_only_open_tasks_of_the_wave_count(task):
    assert workloads([DANA], [task], 3, SATURDAY) == ()


def test_days_away_in_the_week_before_are_not_worked():
    away = Person(DANA.name, (), hours_per_week=40, away=(date(2026, 11, 19), date(2026, 11, 2)))

    [load] = workloads([away], [Task("Copy", DANA.name, 10, wave=3)], 3, SATURDAY)

    assert load.free == 32


@pytest.mark.parametrize("people", [[], [Person(DANA.name, ())]], ids=["nobody", "no-hours"])
def test_hours_that_nobody_declared_are_unknown_and_no_pass(people):
    [load] = workloads(people, [Task("Copy", DANA.name, 10, wave=3)], 3, SATURDAY)

    assert load.free is None
    assert "unknown hours" in load.says
