"""On which days a wave may start."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
from plan.built import ROOMY, build

from pilotage.facts.plan import Wave
from pilotage.plan.forecast.calendar import Calendar, openings, usual_gap

CALENDAR = Calendar(date(2026, 1, 12), ZoneInfo("UTC"))
WINDOWS = """
[[window]]
starts = 2026-01-17T18:00:00
hours = 8
[[window]]
starts = 2026-01-24T18:00:00
hours = 8
[[window]]
starts = 2026-02-07T18:00:00
hours = 8
"""
FREEZE = '[[freeze]]\ndepartment = "Warehouse"\nfirst = 2026-01-20\nlast = 2026-01-30\n'


def wave(number):
    return Wave(number, 0, ("ana",), users=1, gb=0, tickets=0)


def opens(text, members=(), number=0):
    """Return when wave ``number`` may start, if these people are its only members."""
    problem = build(ROOMY + WINDOWS + text)
    wave_of = np.array([number if id in members else 2 for id in problem.units.id])
    return openings(problem, wave_of, [wave(number)], CALENDAR)[number]


def test_a_wave_may_take_its_window_every_later_one_and_then_the_usual_rhythm():
    found = opens("", ("ana",))

    assert found[:3] == (5.75, 12.75, 26.75)
    assert {later - one for one, later in pairwise(found[2:])} == {7}


def test_a_later_wave_cannot_move_forward():
    assert opens("", ("ana",), number=1)[:2] == (12.75, 26.75)


def test_a_window_in_a_freeze_of_a_member_is_not_taken():
    assert opens(FREEZE, ("dara",))[:2] == (5.75, 26.75)
    assert opens(FREEZE, ("ana",))[:2] == (5.75, 12.75)


def test_two_windows_at_one_moment_are_one_opening():
    twice = "[[window]]\nstarts = 2026-01-24T18:00:00\nhours = 4\n"

    assert opens(twice, ("ana",))[:3] == (5.75, 12.75, 26.75)


def test_moments_are_days_on_the_wall_clock_of_the_migration():
    amsterdam = Calendar(date(2026, 3, 28), ZoneInfo("Europe/Amsterdam"))

    assert amsterdam.moment(datetime(2026, 3, 29, 16, tzinfo=UTC)) == 1.75
    assert amsterdam.moment(datetime(2026, 3, 1, tzinfo=UTC)) == 0
    assert amsterdam.day(date(2026, 3, 30)) == 2


def test_one_window_alone_repeats_weekly():
    assert usual_gap([5.75]) == 7
