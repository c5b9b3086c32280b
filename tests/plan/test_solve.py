from dataclasses import replace

import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan.instances import feasible_plans, instance, random_tree

from pilotage.facts.errors import InputError
from pilotage.plan import Conflict, Solution, objective, problem_from_json, solve, violations
from pilotage.plan.pilot import missed


def solved(problem, **options):
    """Return the solution of a problem that has one."""
    answer = solve(problem, **options)
    assert isinstance(answer, Solution)
    return answer


def organisation(n, k, *, spare=1.1, **changes):
    """Return an organisation of teams of 12 whose people mostly write to their own team."""
    rng = np.random.default_rng(n)
    u = rng.integers(0, n, 5 * n)
    v = np.where(rng.random(5 * n) < 0.8, u // 12 * 12 + rng.integers(0, 12, 5 * n), u // 2)
    made = {
        "format": "pilotage-wave-instance/1",
        "n": n,
        "waves": {
            "k": k,
            "day": list(range(7, 7 * k + 1, 7)),
            "cap_users": [int(spare * n / k) + 1] * k,
        },
        "units": {"users": [1] * n, "dept": (np.arange(n) // 12).tolist()},
        "edges": {
            "u": u.tolist(),
            "v": np.minimum(v, n - 1).tolist(),
            "w": rng.integers(1, 5, 5 * n).tolist(),
        },
    }
    return problem_from_json(orjson.dumps({**made, **changes}))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 100_000), n=st.integers(2, 6), k=st.integers(1, 3))
def test_a_small_problem_gets_the_optimum_or_a_proof_that_there_is_none(seed, n, k):
    problem = problem_from_json(orjson.dumps(random_tree(seed, n, k)))
    plans = [(missed(problem, w), objective(problem, w).total) for w in feasible_plans(problem)]

    answer = solve(problem, effort="quick")

    if not plans:
        assert isinstance(answer, Conflict)
        assert answer.proven
    else:
        assert isinstance(answer, Solution)
        mine = (missed(problem, answer.wave), answer.objective.total)
        assert mine == pytest.approx(min(plans), abs=1e-5)
        assert answer.objective.gap == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize("effort", ["quick", "standard", "best"])
def test_every_effort_holds_every_constraint(effort):
    problem = instance()

    assert violations(problem, solved(problem, effort=effort).wave) == []


def test_the_same_problem_and_seed_give_the_same_plan():
    problem = organisation(120, 6)
    first, second = solved(problem, effort="quick"), solved(problem, effort="quick")

    assert first.wave.tolist() == second.wave.tolist()
    assert first.objective == second.objective


def test_more_effort_is_never_worse():
    problem = organisation(120, 6)
    quick, standard = solved(problem, effort="quick"), solved(problem, effort="standard")

    assert standard.objective.total <= quick.objective.total


def test_a_plan_beats_moving_by_department_by_far():
    problem = organisation(240, 8, spare=1.03)
    by_department = np.arange(240) * 8 // 240

    assert solved(problem).objective.ordered < 0.8 * objective(problem, by_department).ordered


def test_without_capacities_nothing_is_cut():
    problem = organisation(120, 6, waves={"k": 6, "day": [1, 2, 3, 4, 5, 6]})

    assert solved(problem).objective.ordered == 0


def test_orders_with_gaps_hold_in_a_problem_too_large_for_the_exact_solver():
    rng = np.random.default_rng(5)
    pairs = np.sort(rng.permutation(240)[:120].reshape(60, 2), axis=1)
    before = {"u": pairs[:, 0].tolist(), "v": pairs[:, 1].tolist(), "gap": [1, 0] * 30}
    problem = organisation(240, 8, before=before)

    assert violations(problem, solved(problem).wave) == []


def test_no_last_wave_is_kept_for_a_few_who_fit_better_into_the_one_before():
    problem = organisation(240, 6, spare=1.4, weights={"ordered": 1, "finish": 0.05})
    edges = problem.edges
    tied = np.maximum(edges.u, edges.v) < 216
    problem = replace(problem, edges=replace(edges, w=edges.w * tied))
    answer = solved(problem, effort="quick", seed=3)
    earlier = np.minimum(answer.wave, answer.wave.max() - 1)

    assert violations(problem, earlier) or (
        objective(problem, earlier).total >= answer.objective.total
    )


def test_units_that_wait_for_each_other_share_a_wave():
    problem = instance(before={"u": [0, 5], "v": [5, 0], "gap": [0, 0]})
    wave = solved(problem).wave

    assert wave[0] == wave[5]


def test_heavy_units_are_packed_exactly():
    gb = [60, 60, 60, 40, 40, 40] * 4
    waves = {"k": 12, "day": list(range(12)), "cap_gb": [100] * 12}
    problem = organisation(24, 12, waves=waves, units={"users": [1] * 24, "gb": gb})

    assert violations(problem, solved(problem).wave) == []


def test_a_pilot_of_a_larger_problem_is_small_and_covers_what_is_wished():
    cover = {"min_users": 4, "max_users": 6, "forbid_flags": 1, "tag_name": ["a", "b", "c"]}
    cover |= {"tag_ptr": [0, 12, 24, 36], "tag_units": list(range(36)), "tag_min": [1, 1, 2]}
    waves = {"k": 8, "day": list(range(8)), "cap_users": [40] * 8, "pilot": 0}
    flags = [1 if unit % 2 else 0 for unit in range(240)]
    units = {"users": [1] * 240, "flags": flags}
    problem = organisation(240, 8, pilot_cover=cover, waves=waves, units=units)
    answer = solved(problem, effort="quick")

    assert answer.unmet == ()
    assert 4 <= (answer.wave == 0).sum() <= 6


def test_a_wish_that_cannot_be_met_is_reported_and_stops_nothing():
    cover = {"min_users": 1, "forbid_flags": 1, "tag_name": ["Management"], "tag_ptr": [0, 1]}
    problem = instance(pilot_cover={**cover, "tag_units": [0], "tag_min": [1]})

    assert solved(problem).unmet == ("the pilot holds 0 of Management, wished are 1",)


def test_an_interrupt_keeps_the_best_plan_so_far():
    problem = organisation(120, 6)

    def interrupt(doing, share):
        raise KeyboardInterrupt

    answer = solve(problem, progress=interrupt)

    assert isinstance(answer, Solution)
    assert not answer.complete
    assert violations(problem, answer.wave) == []


def test_progress_is_told_with_a_share_up_to_the_whole():
    told = []
    solve(organisation(120, 6), effort="quick", progress=lambda doing, share: told.append(share))

    assert told == sorted(told)
    assert max(told) == 1
    assert min(told) > 0


def test_an_unknown_effort_is_refused():
    with pytest.raises(InputError, match="quick, standard, best"):
        solve(instance(), effort="heroic")
