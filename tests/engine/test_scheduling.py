"""The calendar of a plan: every task before its window, by people who are there."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from harbour import NOW, engagement, tenant

from pilotage.assess import CHECKS
from pilotage.engine.scheduling import calendar_of, copied_by
from pilotage.facts.errors import Infeasible, NotKnown
from pilotage.facts.plan import Objective, Plan, Wave
from pilotage.runbook import fill_template, load_template

FIRST = datetime(2026, 2, 7, 18, tzinfo=UTC)
PEOPLE = """
[capacity]
gb_per_window = 80
[[window]]
starts = 2026-02-07T18:00:00Z
hours = 10
[[window]]
starts = 2026-02-14T18:00:00Z
hours = 10
[[person]]
name = "Chen"
roles = ["engineer", "lead"]
hours_per_week = 40
[[person]]
name = "Dara"
roles = ["champion", "helpdesk_lead", "security_lead"]
"""


def wave(number, members):
    """Return a wave with a window of ten hours."""
    starts = FIRST + timedelta(weeks=number)
    return Wave(
        number, 7 * number, members, len(members), 4, 1,
        starts_at=starts, ends_at=starts + timedelta(hours=10), pilot=not number,
    )  # fmt: skip


WAVES = (wave(0, ("ana", "ben")), wave(1, ("chen", "dara")))
PLAN = Plan("harbour", WAVES, {"ana": 0, "ben": 0, "chen": 1, "dara": 1}, Objective(0, 0, 0))


def calendar(text=PEOPLE, *, now=NOW, agreed=None):
    """Return the calendar of Harbour Foods with this engagement."""
    agreed = agreed or engagement(text)
    template = load_template(agreed.migration.kind, checks=CHECKS.load(), movers=())
    books = [
        fill_template(template, each, agreed, names={}, last=each is WAVES[-1]) for each in WAVES
    ]
    return calendar_of(tenant(), agreed, PLAN, books, now, "quick")


def test_preparation_is_over_when_the_window_opens():
    made = calendar()
    prepared = [each for each in made.tasks if each.id.startswith("wave-0/") and each.ends <= FIRST]

    assert {"wave-0/rehearse", "wave-0/tell-people", "wave-0/copy/pre-copy"} <= {
        each.id for each in prepared
    }
    assert all(each.slack >= timedelta() for each in made.tasks)
    [window] = [each for each in made.tasks if each.id == "wave-0/cutover"]
    assert (window.starts, window.ends) == (FIRST, FIRST + timedelta(hours=10))


def test_one_engineer_does_one_thing_at_a_time():
    engineers = [each for each in calendar().tasks if each.who == "Chen"]

    assert len(engineers) > 10
    busy = sorted(
        (each for each in engineers if "rehearse" in each.id or "pre-copy" in each.id),
        key=lambda each: each.starts,
    )
    assert all(one.ends <= two.starts for one, two in pairwise(busy))


def test_an_absence_moves_the_rehearsal():
    usual = {each.id: each for each in calendar().tasks}["wave-0/rehearse"]
    day = usual.starts.date()
    agreed = engagement(PEOPLE)
    away = tuple(replace(each, away=(day,)) for each in agreed.person)

    moved = {each.id: each for each in calendar(agreed=replace(agreed, person=away)).tasks}

    assert moved["wave-0/rehearse"].starts.date() > day


def test_the_critical_path_leads_to_the_last_task():
    made = calendar()

    assert made.critical[-1] == max(made.tasks, key=lambda each: (each.ends, each.critical)).id
    assert "wave-1/cutover" in made.critical
    assert {each.id for each in made.tasks if each.critical} == set(made.critical)


def test_each_wave_names_its_fullest_limit():
    made = calendar()

    assert set(made.fills) == {0, 1}
    assert all(str(limits[0]) for limits in made.fills.values())
    assert any("Migration engineer" in each.says for each in made.fills[0])


def test_a_vendor_who_promises_too_late_is_named():
    late = "[[vendor]]\nname = 'Fjordnet'\nservice = 'lines'\n"
    late += "needed_on = 2026-02-02\npromised_on = 2026-02-20\n"

    with pytest.raises(Infeasible, match=r"wave-0/cutover .* waits for vendor/Fjordnet"):
        calendar(PEOPLE + late)


def test_a_vendor_who_has_delivered_holds_nobody_up():
    kept = "[[vendor]]\nname = 'Fjordnet'\nservice = 'lines'\n"
    kept += "needed_on = 2026-02-02\npromised_on = 2026-02-20\ndelivered_on = 2026-02-01\n"

    assert not any(each.id.startswith("vendor/") for each in calendar(PEOPLE + kept).tasks)


def test_a_window_after_the_deadline_is_named():
    agreed = engagement(PEOPLE)
    sooner = replace(agreed.migration, deadline=date(2026, 2, 10))

    with pytest.raises(Infeasible, match=r"window of wave 1 ends on .* after the deadline"):
        calendar(agreed=replace(agreed, migration=sooner))


def test_a_copy_that_does_not_fit_is_named_with_its_limit():
    slow = PEOPLE.replace("gb_per_window = 80", "gb_per_window = 0.001")

    with pytest.raises(Infeasible, match="pre-copy of wave 0 does not fit: the agreed gigabytes"):
        calendar(slow)


def test_too_little_time_before_a_window_names_the_pass():
    with pytest.raises(Infeasible, match="the pre-copy of wave 0 does not fit"):
        calendar(now=FIRST - timedelta(hours=5))


def test_an_engineer_who_is_away_all_the_time_is_named():
    agreed = engagement(PEOPLE)
    days = tuple(NOW.date() + timedelta(days=day) for day in range(40))
    away = tuple(replace(each, away=days) for each in agreed.person)

    with pytest.raises(Infeasible, match=r"wave-0/.* engineer has no room for it by then"):
        calendar(agreed=replace(agreed, person=away))


def test_a_plan_that_lies_behind_us_is_none():
    with pytest.raises(NotKnown, match="no wave of the plan is still to come"):
        calendar(now=FIRST + timedelta(days=60))


def test_twice_the_data_doubles_the_hours_of_the_first_pass():
    once, twice = (
        copied_by(tenant(), engagement(PEOPLE), PLAN, NOW, times).copying.passes[0]
        for times in (1, 2)
    )

    assert twice.hours == pytest.approx(2 * once.hours)


def test_the_pre_copy_of_a_migration_under_way_is_taken_as_begun():
    made = calendar(now=FIRST + timedelta(days=1))

    assert any("pre-copy of wave 1 is; taken as begun on" in says for says in made.unassessed)
    [copying] = [each for each in made.tasks if each.id == "wave-1/copy/pre-copy"]
    assert copying.ends == copying.starts
