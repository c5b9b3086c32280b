import numpy as np
import orjson
import pytest
from plan.instances import feasible_plans, instance, random_tree

from pilotage.plan import objective, problem_from_json
from pilotage.plan.contract import SCALE
from pilotage.plan.exact import best_plan
from pilotage.plan.feasible import possible
from pilotage.plan.optimum import optimum
from pilotage.plan.pilot import missed
from pilotage.plan.proof import is_provable, proof
from pilotage.plan.proof_cuts import Waves
from pilotage.plan.proof_levels import by_levels

WORK = 10


def ranked(problem, wave):
    """Return what plans are compared by: wishes missed, then the total."""
    return missed(problem, wave), objective(problem, wave).total


def strict(seed, n, k):
    """Return a random problem with every kind of rule, and orders that lie waves apart."""
    tree = random_tree(seed, n, k)
    rng = np.random.default_rng(seed + 1)
    u, v = np.sort(rng.permutation(n)[:4].reshape(2, 2), axis=0)
    tree["before"] = {"u": u.tolist(), "v": v.tolist(), "gap": rng.integers(0, 3, 2).tolist()}
    tree["waves"]["pilot"] = int(rng.integers(-1, k))
    return problem_from_json(orjson.dumps(tree))


def started(problem):
    """Return the net and some plan of a problem, or None where it has none."""
    verdict = possible(problem)
    return (verdict.net, verdict.part) if verdict.exists else None


@pytest.mark.parametrize("k", [1, 2, 3, 4])
@pytest.mark.parametrize("first", [0, 15])
def test_no_plan_is_better_than_the_proven_one(first, k):
    for seed in range(first, first + 15):
        problem = strict(seed, 6, k)
        ranks = [ranked(problem, wave) for wave in feasible_plans(problem)]
        start = started(problem)
        if start is None:
            assert not ranks
            continue
        answer = optimum(problem, start[0], WORK, start[1])
        assert ranked(problem, answer.part[start[0].node_of]) == pytest.approx(min(ranks), abs=1e-6)
        assert answer.bound == pytest.approx(min(ranks)[1], abs=1e-6)


@pytest.mark.parametrize("first", range(0, 60, 15))
def test_the_exact_solver_agrees(first):
    asked = 0
    for seed in range(first, first + 15):
        problem = strict(seed, 13, 4)
        if (start := started(problem)) is None:
            continue
        net, part = start
        answers = [ask(problem, net, WORK, part) for ask in (optimum, best_plan)]
        ours, theirs = [ranked(problem, answer.part[net.node_of]) for answer in answers]
        assert ours == pytest.approx(theirs, abs=1e-6)
        assert answers[0].bound == pytest.approx(answers[1].bound, abs=1e-6)
        asked += 1
    assert asked >= 3


@pytest.mark.parametrize("first", range(0, 60, 15))
def test_going_through_every_set_finds_what_deciding_one_by_one_finds(first):
    asked = 0
    for seed in range(first, first + 15):
        problem = strict(seed, 13, 4)
        if (start := started(problem)) is None:
            continue
        net, part = start
        below = objective(problem, part[net.node_of]).total * SCALE
        waves = Waves(problem, net, np.arange(net.size), int(missed(problem, part[net.node_of])))
        settled = int(waves.dear[:, -1].sum())
        every = by_levels(waves, int(below) - settled, 10**9)
        assert every.left >= 0
        assert every.bound + settled == proof(problem, net, part, below, WORK).bound
        asked += 1
    assert asked >= 3


def test_without_work_nothing_is_called_proven():
    problem = instance()
    net, part = started(problem)
    below = objective(problem, part[net.node_of]).total * SCALE
    found = proof(problem, net, part, below, work=1e-8)

    assert not found.complete
    assert found.part is None


def test_more_than_four_waves_are_left_to_the_exact_solver():
    problem = instance(waves={"k": 5, "day": [1, 2, 3, 4, 5]}, pilot_cover={})

    assert not is_provable(possible(problem).net)
