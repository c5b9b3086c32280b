from dataclasses import replace

import numpy as np
import pytest
from plan.instances import instance
from plan.test_solve import organisation, solved

from pilotage.facts.errors import InputError
from pilotage.plan import Conflict, violations
from pilotage.plan.changes import Changes, Join, Late, Leave, NewCapacity, Slip, changed
from pilotage.plan.held import held_waves, holding_waves
from pilotage.plan.replan import Replan, replan


def replanned(problem, old, **options):
    """Return the curve of a problem that has one."""
    made = replan(problem, old, effort="quick", **options)
    assert isinstance(made, Replan)
    return made


def test_without_a_change_nobody_has_to_move():
    problem = organisation(120, 6)
    old = solved(problem, effort="quick").wave

    assert replanned(problem, old).points[0].people == 0


def test_the_curve_goes_from_fewest_moves_to_lowest_cost_and_every_point_holds_every_rule():
    problem = organisation(120, 6)
    old = np.arange(120) * 6 // 120
    made = changed(problem, Changes(late=(Late("u3", 20),), capacity=(NewCapacity(2, users=15),)))
    points = replanned(made, old).points

    people = [point.people for point in points]
    costs = [point.solution.objective.total for point in points]
    assert people == sorted(set(people))
    assert costs == sorted(set(costs), reverse=True)
    assert len(points) > 2
    assert people[0] <= 8
    assert all(violations(made, point.solution.wave) == [] for point in points)


def test_each_move_names_the_unit_and_its_two_waves():
    problem = organisation(120, 6)
    old = solved(problem, effort="quick").wave
    first = int(np.flatnonzero(old == 0)[0])
    made = changed(problem, Changes(late=(Late(f"u{first}", 14),)))
    [first_point, *_] = replanned(made, old).points

    assert (f"u{first}", 0) in [(unit, was) for unit, was, _ in first_point.moved]
    assert all(now != was for _, was, now in first_point.moved)


def test_a_held_wave_keeps_its_people_and_takes_nobody_in():
    problem = organisation(120, 6)
    old = np.arange(120) * 6 // 120
    held = held_waves(problem, today=8)
    made = holding_waves(problem, old, held)

    assert held.tolist() == [True, True, False, False, False, False]
    for point in replanned(made, old).points:
        same = point.solution.wave == old
        assert same[held[old]].all()
        assert (held[point.solution.wave] == held[old]).all()


def test_who_is_not_ready_leaves_a_held_wave():
    problem = changed(organisation(120, 6), Changes(late=(Late("u0", 30),)))
    old = np.arange(120) * 6 // 120
    made = holding_waves(problem, old, held_waves(problem, today=1))
    [point, *_] = replanned(made, old).points

    assert next(unit for unit, _, _ in point.moved) == "u0"
    assert problem.waves.day[point.solution.wave[0]] >= 30


def test_a_released_wave_is_not_held():
    assert held_waves(organisation(120, 6), today=8, released=[1]).tolist() == [True] + [False] * 5


def test_a_change_that_leaves_no_plan_is_a_conflict():
    problem = changed(instance(), Changes(capacity=tuple(NewCapacity(w, users=1) for w in (0, 1))))

    assert isinstance(replan(problem, np.array([1, 1, 0, 0, 2, 2]), effort="quick"), Conflict)


def test_a_slip_pushes_the_waves_that_it_would_overtake():
    made = changed(instance(), Changes(slip=(Slip(1, 9),)))

    assert made.waves.day.tolist() == [7, 23, 23]


def test_who_leaves_takes_dependencies_orders_and_sets_along():
    problem = instance(
        before={"u": [1, 2], "v": [2, 3], "gap": [0, 0]},
        together={"ptr": [0, 2], "members": [1, 4]},
    )
    made = changed(problem, Changes(leave=(Leave("ben"),)))

    assert made.units.id == ("ana", "chen", "dara", "eli", "fay")
    assert [made.edges.u.tolist(), made.edges.v.tolist()] == [[1, 3], [2, 4]]
    assert made.groups.members.tolist() == [1, 3]
    assert made.before.u.tolist() == [1]
    assert made.together.members.tolist() == [3]


def test_who_joins_is_tied_like_the_one_they_are_like():
    made = changed(instance(), Changes(join=(Join("zoe", like="ben"),)))

    assert made.units.id[-1] == "zoe"
    assert made.units.dept[-1] == "Office"
    assert (made.edges.u[-1], made.edges.v[-1], made.edges.w[-1]) == (6, 0, 5)
    assert made.groups.members.tolist() == [1, 2, 4, 6]
    assert made.units.load[-1].tolist() == [1, 2, 0.4]


def test_who_joined_has_no_published_wave_and_is_not_counted_as_moved():
    made = changed(instance(waves__cap_users=[3, 3, 3]), Changes(join=(Join("zoe", like="ben"),)))
    points = replanned(made, np.array([1, 1, 0, 0, 2, 2, -1])).points

    assert points[0].people == 0
    assert all("zoe" not in [unit for unit, _, _ in point.moved] for point in points)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        (Changes(late=(Late("zoe", 3),)), "late[1].unit"),
        (Changes(leave=(Leave("ben"), Leave("zoe"))), "leave[2].unit"),
        (Changes(join=(Join("ben", like="ana"),)), "join[1].unit"),
        (Changes(join=(Join("zoe", like="yan"),)), "join[1].like"),
        (Changes(slip=(Slip(3, 1),)), "slip[1].wave"),
        (Changes(capacity=(NewCapacity(0, gb=-3),)), "capacity[1].gb"),
        (Changes(leave=tuple(Leave(id) for id in instance().units.id)), "leave"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_its_key(changes, where):
    with pytest.raises(InputError) as refused:
        changed(instance(), changes)

    assert refused.value.where == where


def test_the_same_question_has_the_same_answer():
    problem = replace(organisation(120, 6), seed=4)
    old = np.arange(120) * 6 // 120
    one, two = replanned(problem, old), replanned(problem, old)

    assert [point.moved for point in one.points] == [point.moved for point in two.points]
