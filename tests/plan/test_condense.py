import numpy as np
import orjson
import pytest
from plan.instances import feasible_plans, random_tree

from pilotage.plan import objective, problem_from_json, violations
from pilotage.plan.allowed import allowed_waves
from pilotage.plan.condense import condensed


def cases():
    """Yield small random problems, each with a plan and the units that may move together."""
    for seed in range(40):
        problem = problem_from_json(orjson.dumps(random_tree(seed, 5, 3)))
        if (wave := next(feasible_plans(problem), None)) is not None:
            bound = problem.together[0] if len(problem.together) else np.array([seed % 5])
            yield seed, problem, wave, np.sort(bound)


CASES = [pytest.param(*each[1:], id=str(each[0])) for each in cases()]


def test_there_are_cases():
    assert len(CASES) > 10


@pytest.mark.parametrize(("problem", "wave", "moving"), CASES)
def test_a_move_costs_and_breaks_what_it_does_in_the_whole_problem(problem, wave, moving):
    small = condensed(problem, wave, moving)
    now = objective(problem, wave).total

    for number in range(problem.waves.k):
        moved, few = wave.copy(), small.wave.copy()
        moved[moving] = number
        few[np.searchsorted(small.unit, moving)] = number
        cost = objective(small.problem, few).total - objective(small.problem, small.wave).total
        assert cost == pytest.approx(objective(problem, moved).total - now)
        assert violations(small.problem, few) == violations(problem, moved)


@pytest.mark.parametrize(("problem", "wave", "moving"), CASES[:5])
def test_what_a_unit_may_do_alone_stays_the_same(problem, wave, moving):
    small = condensed(problem, wave, moving)
    rows = np.searchsorted(small.unit, moving)

    assert (allowed_waves(small.problem)[rows] == allowed_waves(problem)[moving]).all()
