"""The parts of the compiled search, each held against the plain way of saying the same."""

import itertools
from dataclasses import replace

import numpy as np
import orjson
import pytest
from plan.instances import instance, random_tree

from pilotage.plan import problem_from_json
from pilotage.plan.anneal import MANY, Cooling, anneal, faded, mixed
from pilotage.plan.coarsen import clusters, fused, levels
from pilotage.plan.kernel import DEEPEST, STEPS, dice, fading, price_ties, shuffle
from pilotage.plan.net import bounds, cost, costs, loads, net_of, shared
from pilotage.plan.polish import polish
from pilotage.plan.start import legal
from pilotage.plan.warm import warm

SEEDS = range(6)


def quiet(doing, share):
    """Tell nobody."""


def made(seed, n=40, k=5):
    """Return a random net, dice for it, and a placement that its rules about waves permit."""
    trees = (random_tree(number, n, k) for number in itertools.count(1000 * seed))
    nets = (net_of(problem_from_json(orjson.dumps(tree))) for tree in trees)
    net = next(each for each in nets if each.stuck < 0)
    rng = np.random.default_rng(seed)
    return net, rng, legal(net, rng.integers(k, size=net.size))


def test_the_dice_are_splitmix64_as_published():
    state = np.array([1234567], np.uint64)

    drawn = [dice(state) for _ in range(3)]
    published = [6457827717110365317, 3203168211198807973, 9817491932198370423]
    assert drawn == [(number >> 11) / 2**53 for number in published]


def test_a_shuffle_keeps_every_entry():
    order, state = np.arange(100), np.array([7], np.uint64)
    shuffle(order, state)

    assert sorted(order.tolist()) == list(range(100))
    assert order.tolist() != list(range(100))


def test_the_table_of_chances_is_the_exponential():
    assert np.allclose(fading(), np.exp(-np.arange(DEEPEST + 1) / STEPS), rtol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_ties_cost_is_what_the_net_says(seed):
    net, _, part = made(seed)
    plain = costs(replace(net, risk=np.zeros(net.size)), part)
    pull, priced = np.empty(net.k), np.empty(net.k)

    for node in range(net.size):
        price_ties(node, part, net.graph, pull, priced)
        assert np.array_equal(priced, plain[node])


@pytest.mark.parametrize("seed", SEEDS)
def test_annealing_keeps_every_rule_but_capacity(seed):
    net, rng, part = made(seed)
    cooled = anneal(net, part, Cooling(1.0, 0.02, 30), rng, quiet)
    first, last = bounds(net, cooled)

    assert net.allowed[np.arange(net.size), cooled].all()
    assert ((cooled >= first) & (cooled <= last)).all()
    assert cost(net, cooled) <= cost(net, part)


@pytest.mark.parametrize("seed", SEEDS)
def test_polish_is_never_dearer_nor_fuller(seed):
    net, rng, part = made(seed)
    better = polish(net, part, 30, rng)
    first, last = bounds(net, better)

    assert cost(net, better) <= cost(net, part)
    assert (loads(net, better) <= np.maximum(net.cap * (1 + 1e-9), loads(net, part))).all()
    assert net.allowed[np.arange(net.size), better].all()
    assert ((better >= first) & (better <= last)).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_coarser_net_costs_what_its_placement_costs_below(seed):
    net, rng, _ = made(seed, n=120)
    onto = clusters(net, rng)
    coarse = fused(net, onto, int(onto.max()) + 1)
    part = np.array([np.flatnonzero(row)[0] for row in coarse.allowed])

    assert coarse.size < net.size
    assert cost(coarse, part) == pytest.approx(cost(net, part[onto]), rel=1e-9)
    assert np.allclose(loads(coarse, part), loads(net, part[onto]))
    assert all(net.allowed[node, part[onto[node]]] for node in range(net.size))


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_fused_across_waves_or_orders(seed):
    net, rng, part = made(seed, n=120)
    onto = clusters(net, rng, part)
    ordered = np.concatenate([net.arcs.u, net.arcs.v])

    assert all(len(set(part[onto == each].tolist())) == 1 for each in range(onto.max() + 1))
    assert all((onto == onto[node]).sum() == 1 for node in ordered)


def test_many_nodes_are_mixed_run_by_run_and_none_is_lost():
    nodes = np.arange(0, 3 * MANY, 2)
    order = mixed(nodes, np.array([5], np.uint64))

    assert np.array_equal(np.sort(order), nodes)
    assert order.tolist() != nodes.tolist()
    assert (np.diff(order) == 2).mean() > 0.9


def test_a_node_may_move_where_all_its_units_may():
    rows = np.array([[1, 1, 0], [0, 1, 1], [1, 0, 0]], np.bool_)

    assert shared(np.array([2, 2, 0]), rows, 3).tolist() == [
        [True, False, False],
        [True, True, True],
        [False, True, False],
    ]


def test_levels_end_where_nothing_more_can_be_fused():
    net, rng, _ = made(1, n=120)

    sizes = [net.size, *(level.size for level, _ in levels(net, 1, rng))]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)


def test_heat_falls_in_equal_ratios_from_start_to_end():
    steps = [faded(2.0, 0.02, number, 5) for number in range(5)]

    assert (steps[0], steps[-1]) == (2.0, pytest.approx(0.02, rel=1e-6))
    assert np.allclose(np.diff(np.log(steps)), np.log(0.01) / 4, rtol=1e-6)


def test_what_is_compiled_beforehand_brings_two_friends_together():
    first, second = warm()

    assert first == second


def test_a_problem_without_ties_is_no_obstacle():
    net = net_of(instance())
    alone = replace(net, ptr=np.zeros(net.size + 1, np.int64), idx=net.idx[:0], w=net.w[:0])

    assert clusters(alone, np.random.default_rng(1)).size == net.size
