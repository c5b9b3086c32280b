from datetime import UTC, datetime

import polars as pl
import pytest
from harbour import DEPARTMENT, PEOPLE, tenant, user
from plan.built import DELEGATE, MAIL, ROOMY, STAFF, build, column, graph

from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.errors import InputError
from pilotage.plan import problem_from_json, problem_to_json, solve
from pilotage.plan import violations as broken

LAPTOPS = [{"device": "laptop-1", "owner": "dara"}, {"device": "laptop-2", "owner": "dara"}]


def test_people_count_as_people_and_groups_move_without_capacity():
    problem = build()

    assert problem.units.id == ("all-staff", "ana", "ben", "chen", "dara")
    assert problem.units.load[:, 0].tolist() == [0, 1, 1, 1, 1]
    assert column(problem, "dept")["dara"] == "Warehouse"


@pytest.mark.parametrize("change", [{"kind": "guest"}, {"enabled": False}])
def test_guests_and_accounts_that_may_not_sign_in_are_not_moved(change):
    people = [user("ana"), user("ben", **change), user("chen"), user("dara")]

    assert "ben" not in build(snapshot=tenant(users=people)).units.id


def test_vips_legacy_sign_ins_and_the_blocked_are_flagged_and_riskier():
    sign_ins = [
        {"user": "dara", "application": "x", "client_app": "IMAP4", "legacy": True, "count": 3}
    ]
    text = '[[blocked]]\nunit = "chen@harbour.example"\nuntil = 2026-02-01\n'
    problem = build(text, snapshot=tenant(sign_ins=sign_ins))

    assert column(problem, "flags") == {"all-staff": 0, "ana": 1, "ben": 0, "chen": 4, "dara": 2}
    assert column(problem, "risk")["ana"] == pytest.approx(0.4)
    assert column(problem, "ready_day")["chen"] == 20


def test_a_shared_mailbox_moves_though_its_account_may_not_sign_in():
    snapshot = tenant(users=[*(user(name) for name in PEOPLE), user("info", enabled=False)])
    problem = build(snapshot=snapshot, seen=graph(units=[("info", "shared_mailbox", "Info", None)]))

    assert "info" in problem.units.id
    assert problem.units.load[problem.units.id.index("info"), 0] == 0


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


def test_a_large_group_is_counted_less_once_and_not_again_by_the_objective():
    staff = [(f"p{number}", "user", None, None) for number in range(60)]
    felt = [("all-staff", name, 0.75, "group_membership", "") for name, *_ in staff]
    problem = build(seen=graph(groups=felt, units=staff))

    assert problem.shares.tolist() == pytest.approx([0.75] * 60)


def test_each_member_of_a_group_feels_its_own_weight():
    felt = [("all-staff", "ana", 2.0, "site_membership", "owner")]
    felt += [("all-staff", name, 0.3, "site_membership", "visitor") for name in ("ben", "chen")]
    problem = build(seen=graph(groups=felt))
    by_member = zip(problem.groups.members.tolist(), problem.shares.tolist(), strict=True)

    assert {problem.units.id[at]: share for at, share in by_member} == pytest.approx(
        {"ana": 2.0, "ben": 0.3, "chen": 0.3}
    )
    assert set(problem.groups.unit.tolist()) == {0}


def test_a_group_without_a_unit_is_one_set_with_its_mean_weight():
    felt = [
        ("nowhere", name, by, "site_membership", "") for name, by in (("ana", 2.0), ("ben", 1.0))
    ]
    problem = build(seen=graph(groups=felt))

    assert problem.groups.sizes.tolist() == [2]
    assert problem.shares.tolist() == [1.5, 1.5]


def test_a_device_moves_with_its_owner_and_one_without_moves_freely():
    devices = [(name, "device", name, None) for name in ("laptop-1", "laptop-2", "spare")]
    snapshot = tenant(devices=[*LAPTOPS, {"device": "spare", "owner": "somebody-else"}])
    text = ROOMY + '[[together]]\nunits = ["ana", "ben"]\n'
    problem = build(text, snapshot=snapshot, seen=graph(units=devices))
    sets = [[problem.units.id[at] for at in problem.together[one]] for one in range(2)]

    assert sets == [["dara", "laptop-1", "laptop-2"], ["ana", "ben"]]
    assert len(problem.together) == 2


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
