"""Leaves go with what they hang on, as far as a wave holds them."""

from dataclasses import replace

import numpy as np
import orjson
import pytest

from pilotage.plan import Solution, problem_from_json, solve, violations
from pilotage.plan.coarsen import carried
from pilotage.plan.leaves import trimmed
from pilotage.plan.net import cost, loads, net_of

HUBS, LEAVES = 30, 100


def star_problem(k=3, **changes):
    """Return hubs in a ring, each with a hundred leaves of its own."""
    hub = np.arange(HUBS)
    leaf = np.arange(HUBS, HUBS * (LEAVES + 1))
    u, v = np.concatenate([hub, (leaf - HUBS) // LEAVES]), np.concatenate([(hub + 1) % HUBS, leaf])
    n = len(hub) + len(leaf)
    tree = {
        "format": "pilotage-wave-instance/1",
        "n": n,
        "waves": {"k": k, "day": list(range(k)), "cap_users": [-(-n * 12 // (10 * k))] * k},
        "units": {"users": [1] * n},
        "edges": {"u": u.tolist(), "v": v.tolist(), "w": [1] * len(u)},
    }
    for key, value in changes.items():
        tree[key] = {**tree.get(key, {}), **value}
    return problem_from_json(orjson.dumps(tree))


def test_leaves_join_their_hub_until_it_is_a_hundredth_of_a_wave():
    net = net_of(star_problem())
    inner, onto = trimmed(net)

    assert inner.size < net.size / 5
    assert inner.load[:, 0].max() <= net.cap[:, 0].max() / 100
    assert (onto[HUBS : HUBS + 5] == onto[0]).all()


def test_what_is_trimmed_costs_and_carries_the_same():
    net = net_of(star_problem())
    inner, onto = trimmed(net)
    part = np.random.default_rng(1).integers(0, net.k, inner.size)

    assert cost(inner, part) == pytest.approx(cost(net, part[onto]), rel=1e-9)
    assert np.allclose(loads(inner, part), loads(net, part[onto]))


def test_a_leaf_with_rules_of_its_own_stays_apart_from_others():
    pin = np.full(HUBS * (LEAVES + 1), -1)
    pin[HUBS] = 2
    before = {"u": [HUBS + 1], "v": [HUBS + 2], "gap": [1]}
    net = net_of(star_problem(units={"pin": pin.tolist()}, before=before))
    _, onto = trimmed(net)

    assert all((onto == onto[one]).sum() == 1 for one in (HUBS, HUBS + 1, HUBS + 2))


def test_a_placement_keeps_leaves_of_other_waves_apart():
    net = net_of(star_problem())
    part = np.random.default_rng(2).integers(0, net.k, net.size)
    _, onto = trimmed(net, part)

    assert np.array_equal(carried(part, onto)[onto], part)


def test_few_leaves_are_left_for_the_search():
    net = net_of(star_problem())
    ring = replace(net, idx=net.idx[:0], w=net.w[:0], ptr=np.zeros(net.size + 1, np.int64))

    assert trimmed(ring) is None


def test_hubs_keep_their_leaves_though_no_move_of_one_node_shows_why():
    problem = star_problem()
    answer = solve(problem, effort="quick", seed=1)

    assert isinstance(answer, Solution)
    assert violations(problem, answer.wave) == []
    assert answer.objective.ordered < LEAVES / 2
