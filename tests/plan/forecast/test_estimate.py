"""Estimates before anything is measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.facts.errors import InputError
from pilotage.facts.runbook import Kind
from pilotage.plan.forecast import Ask
from pilotage.plan.forecast.estimate import Steps, estimate
from pilotage.plan.forecast.priors import priors
from pilotage.plan.forecast.scope import Scope, hours_per_day, waves

SMALL = Scope(186, 31, Kind.TENANT_TO_TENANT)
STEPS = Steps(once=10, per_wave=12, per_person=0.1)
QUICK = Ask(runs=400)


def made(scope=SMALL, ask=QUICK, **assume):
    return estimate(scope, STEPS, priors(assume), ask)


scopes = st.builds(
    Scope,
    st.integers(1, 20_000),
    st.integers(0, 500),
    st.sampled_from(list(Kind)),
    st.none() | st.floats(0, 100_000),
)


@settings(max_examples=60, deadline=None)
@given(scopes, st.integers(0, 5_000), st.integers(0, 200), st.floats(0, 50_000))
def test_more_people_applications_or_gigabytes_never_shorten_it_r107(scope, users, apps, gb):
    grown = replace(
        scope,
        users=scope.users + users,
        applications=scope.applications + apps,
        gb=None if scope.gb is None else scope.gb + gb,
    )
    less, more = made(scope), made(grown)

    assert all(one <= two for one, two in zip(less.weeks, more.weeks, strict=True))
    assert all(one <= two for one, two in zip(less.hours, more.hours, strict=True))
    assert less.waves <= more.waves


def test_a_small_migration_takes_weeks_and_a_large_one_months():
    assert 3 < made(replace(SMALL, users=20, applications=3)).weeks[1] < 8
    assert 6 < made().weeks[1] < 16
    assert made(replace(SMALL, users=5_000, applications=200)).weeks[1] > 26


def test_the_range_widens_with_the_assumed_overrun():
    narrow, wide = made(work_overrun_p90=1.1, vendor_late=0), made(work_overrun_p90=3.0)

    assert wide.weeks[2] - wide.weeks[0] > narrow.weeks[2] - narrow.weeks[0]


@pytest.mark.parametrize(
    ("change", "driver"),
    [
        ({"gb": 200_000.0}, "gigabytes"),
        ({"applications": 400, "gb": 10.0}, "applications"),
        ({"users": 900, "applications": 0, "gb": 10.0}, "users"),
    ],
)
def test_the_input_that_drives_it_comes_first(change, driver):
    assert made(replace(SMALL, **change)).inputs[0][0] == driver


def test_a_kind_that_copies_nothing_has_no_gigabytes():
    found = made(replace(SMALL, kind=Kind.SECURITY_TRANSITION))

    assert found.gb == 0
    assert dict(found.inputs)["gigabytes"] == 0
    assert "the gigabytes" not in found.unknown


def test_what_is_guessed_is_said():
    assert made().gb == 186 * 15
    assert made().unknown[0] == "the gigabytes"
    assert "the gigabytes" not in made(replace(SMALL, gb=1.0)).unknown
    assert any("egroup-us.com" in each for each in made().assumed)


@pytest.mark.parametrize(
    ("users", "count"), [(1, 1), (50, 1), (51, 2), (150, 2), (151, 3), (186, 3)]
)
def test_waves_double_until_the_help_desk_is_full(users, count):
    assert waves(users, priors()) == count


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 10**6), st.integers(0, 10**5))
def test_more_engineers_join_but_more_work_never_ends_sooner(users, more):
    less, grown = (replace(SMALL, users=count) for count in (users, users + more))
    days = [each.users / hours_per_day("people", each, priors()) for each in (less, grown)]

    assert days[0] <= days[1] * (1 + 1e-12)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"users": 0}, "users"),
        ({"users": 10**9}, "users"),
        ({"applications": -1}, "applications"),
        ({"gb": -1.0}, "gb"),
        ({"gb": float("nan")}, "gb"),
    ],
)
def test_an_impossible_scope_is_refused_by_its_key(change, where):
    with pytest.raises(InputError) as refused:
        made(replace(SMALL, **change))

    assert refused.value.where == where


@pytest.mark.parametrize("name", ["engineers", "gb_per_day", "wave_growth", "work_overrun_p90"])
def test_an_impossible_assumption_is_refused_by_its_name(name):
    with pytest.raises(InputError) as refused:
        made(**{name: 0})

    assert refused.value.where == f"assume: {name}"
