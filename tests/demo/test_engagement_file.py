"""The engagement file: complete, feasible, and wrong only where it was planned."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import polars as pl
import pytest
from harbour import NOW

from pilotage.demo import demo_files
from pilotage.demo.timetable import shifts, timetable, waves_wanted
from pilotage.facts.role import ROLES
from pilotage.facts.tables import USERS
from pilotage.store.engagement import parse

TODAY = NOW.date()


def test_it_is_marked_as_demo(engagement):
    assert engagement.migration.demo
    assert engagement.migration.client == "Brightlane (demo)"


def test_every_needed_role_is_held_and_accepted(engagement):
    for role in ROLES.values():
        holders = engagement.holders(role.id)
        assert not role.needed or all(each.accepted_on < TODAY for each in holders)
        assert not role.needed or holders


def test_every_department_of_the_source_is_listed(engagement, source):
    departments = set(source[USERS]["department"].drop_nulls())

    assert {each.name for each in engagement.department} == departments


@pytest.mark.parametrize("people", [40, 186, 2_600])
def test_everybody_fits_into_the_windows_before_the_deadline(people):
    text = dict(demo_files(people, 5, TODAY))["engagement.toml"].decode()
    made = parse(text, "engagement.toml")
    room = made.capacity.people_per_window * (len(made.window) - 1)

    assert room > 1.3 * people
    assert all(each.starts.date() <= made.migration.deadline for each in made.window)
    assert len(made.window) == waves_wanted(people) + 3


def test_waves_stay_reasonable():
    assert [waves_wanted(each) for each in (40, 186, 1_000, 10_000, 100_000)] == [6, 6, 9, 17, 35]


def test_windows_are_saturdays_outside_the_freeze_of_everyone(engagement):
    [everyone] = [each for each in engagement.freeze if each.department == "*"]
    days = [each.starts.date() for each in engagement.window]

    assert {day.weekday() for day in days} == {5}
    assert not [day for day in days if everyone.first <= day <= everyone.last]


def test_finance_is_frozen_at_month_end_but_not_always(engagement):
    frozen = [each for each in engagement.freeze if each.department == "Finance"]
    free = [
        window
        for window in engagement.window
        if not any(each.first <= window.starts.date() <= each.last for each in frozen)
    ]

    assert frozen[0].first.day > 25
    assert 3 < len(free) < len(engagement.window)


def test_the_roster_has_one_hole_of_the_planted_length(engagement, wrong):
    spans = sorted((each.starts, each.starts + timedelta(hours=each.hours)) for each in
                   engagement.duty)  # fmt: skip
    holes = [
        (then - until).total_seconds() / 3600
        for (_, until), (then, _) in pairwise(spans)
        if then != until
    ]

    assert holes == [wrong.roster_hole_hours]


def test_a_week_with_a_clock_change_is_covered_to_the_minute():
    windows = (datetime(2026, 3, 28, 18), datetime(2026, 4, 4, 18))
    night, week, *_ = shifts(windows, 0)

    assert night.hours + week.hours == 7 * 24 - 1


def test_the_closed_saturday_is_no_window():
    when = timetable(date(2026, 1, 12), 186)

    assert when.closed[0] + timedelta(days=2) not in [each.date() for each in when.windows]


def test_planted_gaps_are_the_only_ones(engagement, source, wrong):
    disabled = source[USERS].filter(~pl.col("enabled"))["address"].to_list()
    absent = {each.name for each in engagement.person if each.address in disabled}
    late = [each for each in engagement.vendor if each.promised_on > each.needed_on]
    expired = [each for each in engagement.attestation if each.expires_on < TODAY]
    waiting = [
        each for each in engagement.decision if not each.answered_on and each.decide_by < TODAY
    ]

    assert sum(each.owner in absent for each in engagement.service) == wrong.absent_owners
    assert len(late) == wrong.late_vendors
    assert len(expired) == wrong.expired_attestations
    assert len(waiting) == wrong.late_decisions
    assert [each.approved_by for each in engagement.message].count("") == wrong.unapproved_messages
    assert [each.champion for each in engagement.department].count("") == (
        wrong.departments_without_champion
    )
    assert [each.signed_on for each in engagement.service].count(None) == (
        wrong.services_without_signature
    )
    assert [each.result for each in engagement.journey].count("") == wrong.untested_journeys


def test_pilot_people_exist_and_are_no_vips(engagement, source):
    names = source[USERS]["upn"].to_list()

    assert set(engagement.pilot.people) <= set(names)
    assert not set(engagement.pilot.people) & set(engagement.vips)
