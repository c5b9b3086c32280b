import numpy as np
import orjson
import pytest
from plan.instances import instance, random_tree

from pilotage.plan import Conflict, Solution, problem_from_json, solve
from pilotage.plan.feasible import possible
from pilotage.plan.relax import MORE_WAVES
from pilotage.plan.rules import only


def conflict(problem):
    """Return the conflict of a problem that has one."""
    answer = solve(problem, effort="quick")
    assert isinstance(answer, Conflict)
    return answer


CASES = [
    ({"waves__cap_users": [1, 1, 1]}, {"capacity"}, "all 3 waves together 3; 6 people"),
    ({"waves__cap_users": [0, 0, 0]}, {"capacity"}, "a wave holds 0 people"),
    ({"units__gb": [1, 2, 3, 4, 5, 30], "waves__cap_gb": [8, 8, 8]}, {"capacity"}, "30 of them"),
    (
        {
            "units__pin": [-1, 0, 0, 0, -1, -1],
            "waves__cap_users": [2, -1, -1],
            "waves__pilot": -1,
        },
        {"pin", "capacity"},
        "a wave holds 2 people, 2 of 3 waves are unbounded; 6 people are to be moved",
    ),
    ({"deadline_day": 3}, {"deadline"}, "leaves 0 of 3 waves"),
    ({"deadline_day": 8}, {"deadline", "capacity"}, "leaves 1 of 3 waves"),
    (
        {"units__pin": [-1, 0, -1, -1, -1, -1], "units__ready_day": [0, 9, 0, 0, 0, 0]},
        {"pin", "ready"},
        "ben is pinned to wave 0 (day 7)",
    ),
    ({"units__ready_day": [0, 0, 0, 22, 0, 0]}, {"ready"}, "dara is not ready before day 22"),
    (
        {"blackouts": {"dept": ["IT"], "from": [0], "to": [40]}},
        {"freeze"},
        "IT (2 units) is frozen from day 0 to day 40",
    ),
    (
        {"together": {"ptr": [0, 4], "members": [1, 2, 3, 4]}},
        {"together", "capacity"},
        "ben, chen, dara and 1 more must share a wave (4 people",
    ),
    (
        {"before": {"u": [1, 2], "v": [2, 1], "gap": [0, 1]}},
        {"before"},
        "ben moves at least 1 waves after chen",
    ),
    ({"before": {"u": [1], "v": [2], "gap": [3]}}, {"before"}, "chen moves at least 3 waves"),
    ({"before": {"u": [1], "v": [1], "gap": [1]}}, {"before"}, "ben moves at least 1 waves"),
    ({"units__pin": [0, -1, -1, -1, -1, -1]}, {"pin", "pilot flags"}, "ana is pinned to wave 0"),
    ({"pilot_cover__min_users": 3}, {"pilot least", "capacity"}, "at least 3 people"),
    (
        {"pilot_cover": {"min_users": 3, "max_users": 2}, "waves__cap_users": [3, 3, 3]},
        {"pilot least", "pilot most"},
        "at most 2 people",
    ),
    (
        {"pilot_cover": {"min_users": 1, "max_risk": 0.01}},
        {"pilot least", "pilot risk"},
        "none of the 6 units with a risk above 0.01",
    ),
]


@pytest.mark.parametrize(("changes", "kinds", "says"), CASES)
def test_an_impossible_problem_names_what_clashes_with_figures_r25(changes, kinds, says):
    found = conflict(instance(**changes))

    assert {rule.kind for rule in found.rules} == kinds
    assert any(says in one for one in found.says)
    assert found.proven


@pytest.mark.parametrize("changes", [case[0] for case in CASES])
def test_what_clashes_is_as_small_as_can_be(changes):
    problem = instance(**changes)
    rules = list(conflict(problem).rules)

    assert possible(only(problem, rules)).exists is False
    for rule in rules:
        assert possible(only(problem, [one for one in rules if one is not rule])).exists


@pytest.mark.parametrize("seed", range(12))
def test_random_impossible_problems_get_a_smallest_conflict(seed):
    tree = random_tree(seed, 6, 2)
    tree["waves"]["cap_users"] = [1, 2]
    tree["units"]["users"] = [1] * 6
    problem = problem_from_json(orjson.dumps(tree))
    rules = list(conflict(problem).rules)

    assert possible(only(problem, rules)).exists is False
    for rule in rules:
        assert possible(only(problem, [one for one in rules if one is not rule])).exists


def test_the_smallest_raise_of_a_capacity_is_offered():
    found = conflict(instance(waves__cap_users=[1, 1, 1]))
    raises = [one for one in found.relaxations if one.kind == "raise_capacity"]

    assert [one.amount for one in raises] == [1]
    assert isinstance(solve(instance(waves__cap_users=[2, 2, 2])), Solution)


def test_the_smallest_raise_of_one_wave_alone_is_offered():
    found = conflict(instance(waves__cap_users=[2, 1, 1]))
    [way] = [one for one in found.relaxations if one.kind == "raise_wave"]

    assert way.says == "raise what wave 2 alone holds by 2, from 1 to 3 people"
    assert isinstance(solve(instance(waves__cap_users=[2, 1, 3])), Solution)


def test_the_one_wave_that_is_pinned_too_full_is_the_one_to_raise():
    pin = [-1, 1, 1, 1, -1, -1]
    found = conflict(instance(units__pin=pin, waves__cap_users=[2, 2, 4]))
    [way] = [one for one in found.relaxations if one.kind == "raise_wave"]

    assert "wave 1 alone holds by 1, from 2 to 3 people" in way.says


def test_all_three_kinds_of_relaxation_are_offered_where_each_helps():
    kinds = {one.kind for one in conflict(instance(deadline_day=8)).relaxations}

    assert {"add_wave", "move_deadline", "raise_capacity", "raise_wave"} >= kinds
    assert {"move_deadline", "add_wave"} <= kinds


def test_the_smallest_move_of_the_deadline_is_offered():
    found = conflict(instance(deadline_day=8))
    moves = [one for one in found.relaxations if one.kind == "move_deadline"]

    assert [one.amount for one in moves] == [13]
    assert isinstance(solve(instance(deadline_day=21)), Solution)


def test_as_few_waves_as_possible_are_added():
    waves = {"k": 1, "day": [7], "cap_users": [2], "pilot": -1}
    found = conflict(instance(waves=waves, deadline_day=-1))
    more = [one for one in found.relaxations if one.kind == "add_wave"]

    assert [one.amount for one in more] == [2]
    assert more[0].amount <= MORE_WAVES
    assert "the last on day 21" in more[0].says


def test_doing_without_a_constraint_is_offered_after_what_costs_less():
    found = conflict(instance(units__ready_day=[0, 0, 0, 22, 0, 0]))

    assert [one.kind for one in found.relaxations] == ["add_wave", "drop"]
    assert "dara is not ready before day 22" in found.relaxations[-1].says


def test_where_several_things_clash_all_that_must_go_is_named():
    pin, ready = [-1, 0, 0, -1, -1, -1], [0, 9, 9, 0, 0, 0]
    problem = instance(units__pin=pin, units__ready_day=ready, deadline_day=8)
    [way] = conflict(problem).relaxations

    assert way.says.startswith("do without all of these: ")
    assert "ben is not ready before day 9" in way.says
    assert "chen is not ready before day 9" in way.says
    assert way.amount > 2


def test_one_clash_among_thousands_of_units_is_found():
    n = 3000
    pin = np.full(n, -1)
    pin[::100] = 1
    ready = np.zeros(n, np.int64)
    ready[1700] = 30
    units = {"users": [1] * n, "pin": pin.tolist(), "ready_day": ready.tolist()}
    waves = {"k": 4, "day": [0, 14, 28, 42], "cap_users": [800] * 4}
    tree = {"format": "pilotage-wave-instance/1", "n": n, "waves": waves, "units": units}
    found = conflict(problem_from_json(orjson.dumps(tree)))

    assert [rule.at for rule in found.rules] == [(1700,), (1700,)]
