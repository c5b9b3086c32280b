import numpy as np
import pytest
from plan.instances import instance

from pilotage.facts.errors import NotKnown
from pilotage.plan import explain, objective
from pilotage.plan.reasons import reasons

WAVE = np.array([1, 1, 0, 0, 2, 2])


def test_the_heaviest_dependencies_are_named_as_kept_or_cut():
    said = explain(instance(), WAVE, "ben")

    assert said.wave == 1
    assert said.kept[0] == "ana (weight 5)"
    assert (
        explain(instance(edges__v=[1, 3, 0], groups={}), WAVE, "eli").cut[0]
        == "ana in wave 1 (weight 1)"
    )


def test_each_other_wave_has_its_cost_or_the_rule_that_forbids_it():
    said = explain(instance(), WAVE, "ana")

    assert [one.wave for one in said.alternatives] == [0, 2]
    assert said.alternatives[0].cost is None
    assert "limits of the pilot" in said.alternatives[0].why_not
    moved = np.array([2, 1, 0, 0, 2, 2])
    costs = objective(instance(), moved).total - objective(instance(), WAVE).total
    assert said.alternatives[1].cost == pytest.approx(costs)
    assert said.alternatives[1].why_not == ""


def test_a_full_wave_is_named_with_its_capacity():
    said = explain(instance(waves__cap_users=[2, 2, 2]), WAVE, "ana")

    assert "wave 2 holds 3 people, its capacity is 2" in said.alternatives[1].why_not


def test_what_must_move_together_is_moved_together_in_the_comparison():
    problem = instance(together={"ptr": [0, 2, 4], "members": [0, 1, 1, 0]})
    costs = objective(problem, np.array([2, 2, 0, 0, 2, 2])).total - objective(problem, WAVE).total

    assert explain(problem, WAVE, "ana").alternatives[1].cost == pytest.approx(costs)


@pytest.mark.parametrize(
    ("changes", "unit", "says"),
    [
        ({"units__pin": [-1, 1, -1, -1, -1, -1]}, 1, "pinned to wave 1"),
        ({"together": {"ptr": [0, 2], "members": [4, 5]}}, 4, "must move together with fay"),
        ({"units__ready_day": [0, 0, 0, 0, 20, 0]}, 4, "the only wave that dates"),
        ({"units__ready_day": [0, 9, 0, 0, 0, 0]}, 1, "ready on day 9"),
        ({}, 2, "chosen for the pilot"),
        ({}, 0, "100 % of its dependencies move with it, ben first of all"),
        ({"edges": {}}, 0, "no dependency that was seen"),
    ],
)
def test_the_reason_of_a_unit_is_what_decides_its_wave(changes, unit, says):
    assert says in reasons(instance(**changes), WAVE)[unit]


def test_the_explanation_reads_as_lines():
    lines = explain(instance(), WAVE, "ana").lines()

    assert lines[0].startswith("ana moves in wave 1: ")
    assert any(line.startswith("Wave 2: would change the cost by ") for line in lines)


def test_the_next_best_wave_is_the_cheapest_with_what_would_have_to_change():
    said = explain(instance(waves__cap_users=[2, 2, 2]), WAVE, "ben")

    assert said.next_best.wave == min((one.cost, one.wave) for one in said.alternatives)[1]
    assert said.lines()[-1].startswith("Next best: wave 2, +")
    assert "would have to change: wave 2 holds 3 people, its capacity is 2" in said.lines()[-1]


def test_where_rules_forbid_every_other_wave_none_is_next_best():
    said = explain(instance(units__pin=[-1, 1, -1, -1, -1, -1]), WAVE, "ben")

    assert said.next_best is None
    assert said.lines()[-1].startswith("Next best: none")


def test_all_dependencies_are_held_and_the_heaviest_shown():
    edges = {"u": [1] * 5, "v": [0, 2, 3, 4, 5], "w": [9, 1, 2, 3, 4], "t": [0] * 5}
    groups = {"ptr": [0, 3], "members": [0, 2, 4], "w": [2], "unit": [1]}
    said = explain(instance(edges=edges, groups=groups), np.zeros(6, np.int64), "ben")

    assert len(said.kept) == 8
    assert "Kept: 3 more." in said.lines()


def test_an_unknown_unit_is_said_to_be_unknown():
    with pytest.raises(NotKnown, match="zoe"):
        explain(instance(), WAVE, "zoe")


def test_units_are_called_by_their_names_where_names_are_given():
    said = explain(instance(), WAVE, "ana", {"ana": "Ana Vos", "ben": "Ben Maas"})

    assert said.lines()[0].startswith("Ana Vos moves in wave 1")
    assert said.kept == ("Ben Maas (weight 5)",)
    assert "Ben Maas first of all" in said.because
