"""Where a plan was hidden among every kind of constraint, a plan is found."""

import pytest
from plan.planted import planted

from pilotage.plan import Solution, solve, violations


@pytest.mark.parametrize(("n", "k"), [(50, 4), (200, 8), (1000, 10)])
@pytest.mark.parametrize("seed", range(3))
def test_a_plan_is_found_where_one_was_planted(seed, n, k):
    made = planted(seed, n, k)
    answer = solve(made.problem, effort="quick")

    assert violations(made.problem, made.wave) == []
    assert isinstance(answer, Solution)
    assert violations(made.problem, answer.wave) == []
