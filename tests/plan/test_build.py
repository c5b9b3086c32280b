from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest
from harbour import DEPARTMENT, NOW, PEOPLE, engagement, mailbox, tenant, user

from pilotage.facts.dependency import (
    DEPENDENCY_SCHEMA,
    GROUP_SCHEMA,
    UNIT_SCHEMA,
    DependencyGraph,
)
from pilotage.facts.errors import InputError
from pilotage.plan import as_plan, build_problem, problem_from_json, problem_to_json, solve
from pilotage.plan import violations as broken

ROOMY = "[pilot]\nmin_people = 1\n"


def graph(edges=(), groups=(), units=()):
    """Return the people of Harbour Foods and all-staff as units, tied by these rows."""
    people = [(name, "user", name.title(), DEPARTMENT[name]) for name in PEOPLE]
    people += [("all-staff", "group", "All staff", None), *units]
    return DependencyGraph(
        pl.DataFrame(people, UNIT_SCHEMA, orient="row"),
        pl.DataFrame(list(edges), DEPENDENCY_SCHEMA, orient="row"),
        pl.DataFrame(list(groups), GROUP_SCHEMA, orient="row"),
    )


DELEGATE = ("ben", "ana", 4.0, "delegates", "Ben manages the calendar of Ana", True)
MAIL = ("dara", "ana", 1.0, "mail_traffic", "Dara wrote 40 messages to Ana", False)
STAFF = [("all-staff", name, 2.0, "co_membership", "members of All staff") for name in PEOPLE]


def build(text="", *, snapshot=None, seen=None, now=NOW):
    """Return the problem of Harbour Foods with more engagement text."""
    return build_problem(seen or graph(), snapshot or tenant(), engagement(text), now)


def column(problem, name):
    """Return a column of the units by unit id."""
    return dict(zip(problem.units.id, getattr(problem.units, name).tolist(), strict=True))


def test_people_count_as_people_and_groups_move_without_capacity():
    problem = build()

    assert problem.units.id == ("all-staff", "ana", "ben", "chen", "dara")
    assert problem.units.load[:, 0].tolist() == [0, 1, 1, 1, 1]
    assert column(problem, "dept")["dara"] == "Warehouse"


@pytest.mark.parametrize("change", [{"kind": "guest"}, {"enabled": False}])
def test_guests_and_accounts_that_may_not_sign_in_are_not_moved(change):
    people = [user("ana"), user("ben", **change), user("chen"), user("dara")]

    assert "ben" not in build(snapshot=tenant(users=people)).units.id


def test_the_size_of_a_person_is_mailbox_archive_and_drive():
    snapshot = tenant(
        mailboxes=[mailbox(name, size_bytes=10**9) for name in PEOPLE],
        archives=[{"mailbox": "ana", "size_bytes": 5 * 10**9}],
        drives=[
            {
                "drive": "d1",
                "kind": "personal",
                "owner": "ana@harbour.example",
                "size_bytes": 2 * 10**9,
            }
        ],
    )
    load = dict(
        zip(build(snapshot=snapshot).units.id, build(snapshot=snapshot).units.load, strict=True)
    )

    assert load["ana"][1] == pytest.approx(8)
    assert load["ben"][1] == pytest.approx(1)


def test_a_size_that_was_read_as_empty_is_the_median_of_the_others():
    sizes = {"ana": 10**9, "ben": 3 * 10**9, "chen": 5 * 10**9, "dara": None}
    snapshot = tenant(mailboxes=[mailbox(name, size_bytes=size) for name, size in sizes.items()])

    assert build(snapshot=snapshot).units.load[4, 1] == pytest.approx(3)


def test_vips_legacy_sign_ins_and_the_blocked_are_flagged_and_riskier():
    sign_ins = [
        {"user": "dara", "application": "x", "client_app": "IMAP4", "legacy": True, "count": 3}
    ]
    text = '[[blocked]]\nunit = "chen@harbour.example"\nuntil = 2026-02-01\n'
    problem = build(text, snapshot=tenant(sign_ins=sign_ins))

    assert column(problem, "flags") == {"all-staff": 0, "ana": 1, "ben": 0, "chen": 4, "dara": 2}
    assert column(problem, "risk")["ana"] == pytest.approx(0.4)
    assert column(problem, "ready_day")["chen"] == 20


def test_windows_become_waves_with_their_own_or_the_usual_capacity():
    problem = build("""
[capacity]
people_per_window = 40
gb_per_window = 500
helpdesk_hours_per_week = 10
minutes_per_ticket = 30
[[window]]
starts = 2026-01-31T08:00:00Z
hours = 8
people = 5
[[window]]
starts = 2026-01-24T08:00:00Z
hours = 8
""")

    assert problem.waves.day.tolist() == [12, 19]
    assert problem.waves.cap.tolist() == [[40, 500, 20], [5, 500, 20]]
    assert problem.waves.window[0][0] == datetime(2026, 1, 24, 8, tzinfo=UTC)
    assert problem.waves.pilot == 0


def test_without_windows_one_per_week_is_proposed_until_the_deadline():
    problem = build()

    assert problem.waves.day.tolist() == list(range(5, 79, 7))
    assert all(start.weekday() == 5 for start, _ in problem.waves.window)


def test_windows_that_have_passed_are_not_used():
    text = "[[window]]\nstarts = {}\nhours = 8\n"
    both = text.format("2026-01-24T08:00:00Z") + text.format("2026-02-24T08:00:00Z")
    late = datetime(2026, 2, 1, tzinfo=UTC)

    assert build(both, now=late).waves.day.tolist() == [43]
    with pytest.raises(InputError, match="window: every change window has passed"):
        build(text.format("2026-01-24T08:00:00Z"), now=late)


def test_freezes_hold_for_their_department_and_a_star_for_everyone():
    problem = build("""
[[freeze]]
department = "Warehouse"
first = 2026-01-15
last = 2026-01-20
[[freeze]]
department = "*"
first = 2026-02-01
last = 2026-02-02
""")

    assert problem.blackouts.dept.tolist() == ["Warehouse", "", *sorted(DEPARTMENT.values())]
    assert problem.blackouts.first.tolist() == [3, 20, 20, 20, 20, 20]


def test_agreed_pins_sets_and_orders_are_found_by_any_name_of_the_unit():
    problem = build("""
[[pin]]
unit = "Ana@Harbour.example"
wave = 2
[[together]]
units = ["ben", "chen@harbour.example"]
[[before]]
first = "dara"
then = "ana"
gap = 1
""")

    assert column(problem, "pin")["ana"] == 2
    assert problem.together.members.tolist() == [2, 3]
    assert (problem.before.u[0], problem.before.v[0], problem.before.gap[0]) == (4, 1, 1)


def test_what_is_needed_moves_no_later_than_what_needs_it():
    problem = build(seen=graph([DELEGATE, MAIL]))

    assert (problem.before.u.tolist(), problem.before.v.tolist()) == ([1], [2])
    assert problem.etypes == ("delegates", "mail_traffic")


def test_a_ring_of_orders_that_no_wave_can_hold_stays_a_wish():
    ring = [
        (a, b, 1.0, "delegates", "", True)
        for a, b in zip(PEOPLE, (*PEOPLE[1:], "ana"), strict=True)
    ]

    assert len(build("[capacity]\npeople_per_window = 3\n", seen=graph(ring)).before.u) == 0
    assert len(build("[capacity]\npeople_per_window = 4\n", seen=graph(ring)).before.u) == 4


def test_a_group_moves_with_its_own_unit_and_is_never_expanded():
    problem = build(seen=graph(groups=STAFF))

    assert problem.groups.members.tolist() == [1, 2, 3, 4]
    assert problem.groups.unit.tolist() == [0]
    assert len(problem.edges.u) == 0


def test_the_pilot_wants_the_people_asked_for_and_each_large_department():
    problem = build('[pilot]\npeople = ["dara"]\nnot_people = ["chen"]\nmin_people = 1\n')
    wave = solve(problem, effort="quick").wave

    assert problem.cover.tag_name == ("the people asked for", "Office", "Warehouse")
    assert wave[problem.units.id.index("dara")] == 0
    assert wave[problem.units.id.index("chen")] != 0
    assert wave[problem.units.id.index("ana")] != 0


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[[pin]]\nunit = "zoe"\nwave = 1\n', "pin[0].unit"),
        ('[[pin]]\nunit = "ana"\nwave = 99\n', "pin[0].wave"),
        ('[[together]]\nunits = ["ana", "zoe"]\n', "together[0].units"),
        ('[[before]]\nfirst = "ana"\nthen = "zoe"\n', "before[0].then"),
        ('[[blocked]]\nunit = "zoe"\nuntil = 2026-02-01\n', "blocked[0].unit"),
        ('[pilot]\npeople = ["zoe"]\n', "pilot.people"),
    ],
)
def test_a_name_or_wave_that_does_not_exist_is_refused_with_its_key(text, where):
    with pytest.raises(InputError) as refused:
        build(text)

    assert refused.value.where == where


def test_a_snapshot_without_anyone_to_move_is_refused():
    nobody = tenant(users=[user(name, enabled=False) for name in PEOPLE])
    seen = DependencyGraph(
        graph().units.filter(pl.col("kind") == "user"), graph().edges, graph().groups
    )

    with pytest.raises(InputError, match="nobody and nothing to move"):
        build(snapshot=nobody, seen=seen)


def test_the_problem_of_an_engagement_survives_its_file_and_has_a_plan():
    problem = build(ROOMY, seen=graph([DELEGATE, MAIL], STAFF))
    again = problem_from_json(problem_to_json(problem))

    assert problem_to_json(again) == problem_to_json(problem)
    assert broken(problem, solve(problem).wave) == []


def test_the_published_plan_has_windows_cuts_with_reasons_and_a_why_for_everyone():
    seen = graph([DELEGATE, MAIL], STAFF)
    problem = build(ROOMY + 'people = ["dara"]\n', seen=seen)
    answer = solve(problem)
    plan = as_plan(problem, answer, seen)

    assert plan.wave_of == dict(zip(problem.units.id, answer.wave.tolist(), strict=True))
    assert plan.why.keys() == plan.wave_of.keys()
    assert [wave.pilot for wave in plan.waves] == [True, *[False] * (len(plan.waves) - 1)]
    assert all(wave.starts_at and wave.ends_at and wave.cap_gb == -1 for wave in plan.waves)
    assert sum(len(wave.members) for wave in plan.waves) == 5
    assert [cut.because for cut in plan.cuts] == ["Dara wrote 40 messages to Ana"]
    assert plan.cuts[0].waves_apart == abs(plan.wave_of["dara"] - plan.wave_of["ana"])


def test_without_the_graph_cuts_carry_the_type_of_the_edge():
    problem = build(ROOMY, seen=graph([MAIL]))
    answer = solve(problem)
    wave = np.where(np.array(problem.units.id) == "dara", 0, 1)
    moved = as_plan(problem, type(answer)(wave, answer.objective, 0, "quick"))

    assert [(cut.rule, cut.waves_apart) for cut in moved.cuts] == [("mail_traffic", 1)]
