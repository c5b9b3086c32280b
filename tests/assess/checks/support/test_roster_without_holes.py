from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ready import READY, answer, ask, ready

from pilotage.facts.engagement import Duty, Window
from pilotage.facts.finding import Outcome

CHECK = "support.roster_without_holes"
SATURDAY = Window(datetime(2026, 11, 14, 20, tzinfo=UTC), 8)
LOCAL = replace(READY.migration, time_zone="UTC")


def duty(starts, hours, primary="Ben"):
    return Duty(starts, hours, primary)


COVERED = (
    duty(SATURDAY.starts, 12),
    duty(datetime(2026, 11, 15, 12, tzinfo=UTC), 104),
)


def test_prints_the_hours_that_nobody_covers_r15():
    finding = answer(CHECK, ready(window=(SATURDAY,), duty=COVERED, migration=LOCAL))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == "4 h uncovered: Sun 15 Nov 08:00-12:00."
    assert finding.subject == "window Sat 14 Nov 20:00 to Sun 15 Nov 04:00"


def test_hours_are_told_in_the_time_zone_of_the_migration():
    finding = answer(CHECK, ready(window=(SATURDAY,), duty=COVERED))

    assert finding.says == "4 h uncovered: Sun 15 Nov 09:00-13:00."


def test_a_duty_without_a_name_covers_nothing():
    nobody = replace(READY.duty[0], primary=" ")

    finding = answer(CHECK, ready(duty=(nobody, *READY.duty[1:])))

    assert finding.says.startswith("60 h uncovered: Fri 16 Jan 21:00 to Mon 19 Jan 09:00")


def test_an_empty_roster_leaves_every_window_uncovered():
    findings = ask(CHECK, ready(duty=()))

    assert len(findings) == 2
    assert all(finding.says.startswith("120 h uncovered") for finding in findings)


def test_a_long_window_is_covered_to_its_end():
    week = Window(SATURDAY.starts, 168)

    assert answer(CHECK, ready(window=(week,), duty=())).says.startswith("168 h uncovered")


def test_a_window_that_is_over_needs_no_roster():
    over = Window(datetime(2025, 11, 14, tzinfo=UTC), 8)

    finding = answer(CHECK, ready(window=(over,), duty=()))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert answer(CHECK, ready(window=())).outcome is Outcome.NOT_ASSESSED


def test_overlapping_duties_count_once():
    twice = (*READY.duty, *(replace(each, primary="Chen") for each in READY.duty))

    assert answer(CHECK, ready(duty=twice)).outcome is Outcome.PASSED


def test_a_hole_of_a_minute_is_a_hole():
    first, *rest = READY.duty
    late = replace(first, starts=first.starts + timedelta(minutes=1))

    assert answer(CHECK, ready(duty=(late, *rest))).outcome is Outcome.FAILED
