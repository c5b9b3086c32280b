from statistics import median_low

import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan.instances import instance, random_tree

from pilotage.plan import objective, problem_from_json


def by_hand(tree, wave):
    """Return ordered, total and edges cut as the format says it, in plain Python."""
    edges, groups, users = tree["edges"], tree["groups"], tree["units"]["users"]
    ordered = cut = weight = 0.0
    for u, v, w in zip(edges["u"], edges["v"], edges["w"], strict=True):
        ordered += w * abs(wave[u] - wave[v])
        cut += w * (wave[u] != wave[v])
        weight += w
    for at, w in enumerate(groups["w"]):
        members = groups["members"][groups["ptr"][at] : groups["ptr"][at + 1]]
        unit = groups["unit"][at]
        centre = wave[unit] if unit >= 0 else median_low(wave[one] for one in members)
        for member in members:
            share = w * min(1, tree["weights"].get("hub_s0", 30) / len(members))
            ordered += share * abs(wave[member] - centre)
            weight += share
    days = [tree["waves"]["day"][one] for one in wave]
    last, deadline = max(days), tree["deadline_day"]
    early = 0.0
    if last > 0 and sum(users):
        early = sum(
            u * r * (1 - d / last)
            for u, r, d in zip(users, tree["units"]["risk"], days, strict=True)
        ) / sum(users)
    finish = last / max(deadline if deadline >= 0 else tree["waves"]["day"][-1], 1)
    weights = tree["weights"]
    total = weights["ordered"] * ordered / weight
    return ordered, total + weights["finish"] * finish + weights["risk"] * early, cut


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), hub_s0=st.sampled_from([2, 30]))
def test_the_objective_is_that_of_the_format(seed, hub_s0):
    tree = random_tree(seed, 8, 4)
    tree["weights"]["hub_s0"] = hub_s0
    wave = np.random.default_rng(seed).integers(0, 4, 8)

    made = objective(problem_from_json(orjson.dumps(tree)), wave)

    ordered, total, cut = by_hand(tree, wave.tolist())
    assert (made.ordered, made.total, made.edges_cut) == pytest.approx((ordered, total, cut))


def test_everyone_in_one_wave_costs_only_its_day():
    problem = instance(weights={"ordered": 1, "finish": 0.5, "risk": 1})

    made = objective(problem, np.full(6, 2))

    assert made.ordered == 0
    assert made.total == pytest.approx(0.5 * 21 / 30)


def test_a_problem_without_dependencies_has_an_objective():
    problem = instance(edges={}, groups={})

    assert objective(problem, np.zeros(6, np.int64)).ordered == 0


def test_hub_s0_may_stand_beside_the_weights():
    beside, among = instance(hub_s0=2), instance(weights__hub_s0=2)
    wave = np.array([0, 0, 1, 1, 2, 2])

    assert beside.weights.hub_s0 == among.weights.hub_s0 == 2
    assert objective(beside, wave) == objective(among, wave)
