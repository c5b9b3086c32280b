import numpy as np
import orjson
import pytest
from plan.instances import feasible_plans, instance, random_tree
from plan.test_solve import organisation, solved

from pilotage.facts.plan import Objective
from pilotage.plan import objective, problem_from_json
from pilotage.plan.bound import MOST_NODES, above, ordered_bound
from pilotage.plan.net import net_of


def bound(problem):
    """Return the bound of a problem as it is, 0 where nothing is known."""
    return ordered_bound(problem, net_of(problem)) or 0.0


def tight(seed):
    """Return a small random problem with little room, in which every wave is needed."""
    rng = np.random.default_rng(seed)
    n, k = int(rng.integers(4, 8)), int(rng.integers(2, 4))
    tree = random_tree(seed, n, k)
    tree["units"]["users"] = rng.integers(1, 4, n).tolist()
    most = sum(tree["units"]["users"]) / k
    tree["waves"]["cap_users"] = [int(most + rng.integers(1, 3))] * k
    for rule in ("together", "before", "blackouts", "pilot_cover"):
        tree[rule] = {}
    tree["units"] |= {"pin": [-1] * n, "ready_day": [0] * n}
    return problem_from_json(orjson.dumps(tree))


@pytest.mark.parametrize("first", range(0, 200, 20))
def test_no_plan_is_below_the_bound(first):
    told = 0
    for seed in range(first, first + 20):
        problem = tight(seed)
        least = bound(problem)
        costs = [objective(problem, wave).ordered for wave in feasible_plans(problem)]
        assert least <= min(costs, default=np.inf) + 1e-9
        told += least > 0
    assert told >= 5


@pytest.mark.parametrize("seed", range(200, 230))
def test_no_plan_is_below_the_bound_under_every_kind_of_rule(seed):
    problem = problem_from_json(orjson.dumps(random_tree(seed, 5, 3)))
    costs = [objective(problem, wave).ordered for wave in feasible_plans(problem)]

    assert bound(problem) <= min(costs, default=np.inf) + 1e-9


def test_two_teams_that_fit_are_not_bounded_above_nothing_and_a_split_clique_is():
    pairs = [(u, v) for u in range(12) for v in range(u)]
    edges = {"u": [u for u, _ in pairs], "v": [v for _, v in pairs], "w": [1] * len(pairs)}
    problem = organisation(12, 2, waves={"k": 2, "day": [0, 7], "cap_users": [6, 6]}, edges=edges)

    assert bound(problem) == pytest.approx(36, rel=0.02)


def test_loose_capacities_bound_nothing():
    problem = organisation(60, 3, spare=3.1)

    assert ordered_bound(problem, net_of(problem)) is None


def test_a_plan_of_a_hundred_people_carries_a_bound_and_its_gap():
    made = solved(organisation(120, 6, spare=1.03)).objective

    assert 0.1 * made.ordered < made.bound <= made.ordered
    assert made.gap == pytest.approx(made.ordered / made.bound - 1)


def test_a_problem_that_is_too_large_is_not_bounded():
    problem = organisation(MOST_NODES + 1, 3)

    assert ordered_bound(problem, net_of(problem)) is None


def test_a_better_bound_is_kept():
    made = Objective(1.0, 10.0, 5.0, 8.0, 0.25)

    assert above(made, 5.0) == made
    assert above(made, 9.0).bound == 9.0
    assert above(made, 11.0).gap == 0


def test_without_dependencies_there_is_nothing_to_bound():
    assert (
        ordered_bound(instance(edges={}, groups={}), net_of(instance(edges={}, groups={}))) is None
    )
