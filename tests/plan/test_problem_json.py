import numpy as np
import orjson
import pytest
from plan.instances import HEALTHY, instance, random_tree, tree

from pilotage.facts.errors import InputError
from pilotage.plan import (
    problem_from_bytes,
    problem_from_json,
    problem_from_npz,
    problem_to_json,
    problem_to_npz,
    solve,
)


@pytest.mark.parametrize("seed", range(5))
def test_a_written_problem_reads_as_the_same_problem(seed):
    problem = problem_from_json(orjson.dumps(random_tree(seed, 7, 3)))
    written = problem_to_json(problem)

    assert problem_to_json(problem_from_json(written)) == written
    assert problem_to_json(problem_from_npz(problem_to_npz(problem))) == written


def test_the_first_bytes_say_which_kind_of_file_it_is():
    problem = instance()

    for data in (problem_to_json(problem), problem_to_npz(problem)):
        assert problem_from_bytes(data).units.id == problem.units.id


def test_npz_keys_are_joined_with_slashes_and_the_rest_is_meta_text(tmp_path):
    path = tmp_path / "problem.npz"
    meta = {"format": HEALTHY["format"], "n": 2, "waves": {"k": 1}, "deadline_day": 9}
    arrays = {"waves/day": np.array([3]), "units/users": np.array([1, 1])}
    np.savez(path, __meta__=orjson.dumps(meta).decode(), **arrays)

    problem = problem_from_bytes(path.read_bytes())

    assert problem.units.id == ("u0", "u1")
    assert problem.deadline_day == 9
    assert np.isinf(problem.waves.cap).all()


def test_ids_may_be_implicit_and_labels_numbers_or_absent():
    problem = instance(units__id="implicit", units__dept=[1, 2, None, 1, 2, 1])

    assert problem.units.id == ("u0", "u1", "u2", "u3", "u4", "u5")
    assert problem.units.dept.tolist() == ["1", "2", "", "1", "2", "1"]
    assert problem.units.site.tolist() == [""] * 6


def test_a_byte_order_mark_is_no_obstacle():
    assert problem_from_bytes(b"\xef\xbb\xbf" + orjson.dumps(tree())).name == "harbour"


@pytest.mark.parametrize(
    ("changes", "where", "says"),
    [
        ({"format": "other/1"}, "format", "'other/1'"),
        ({"n": None}, "n", "missing"),
        ({"n": 0}, "n", "at least 1"),
        ({"waves__k": 0}, "waves.k", "at least 1"),
        ({"waves__day": [7, 14]}, "waves.day", "2 entries, not 3"),
        ({"waves__day": [7, 21, 14]}, "waves.day[2]", "decreases"),
        ({"waves__day": "monday"}, "waves.day", "not a list"),
        ({"waves__cap_users": [2, -2, 3]}, "waves.cap_users[1]", "-2 is no capacity"),
        ({"waves__cap_gb": [1, None, 3]}, "waves.cap_gb[1]", "None is not a number"),
        ({"waves__pilot": 3}, "waves.pilot", "the last wave is 2"),
        ({"units__users": [1, 1]}, "units.users", "2 entries, not 6"),
        ({"units__users": [1, 1, "x", 1, 1, 1]}, "units.users[2]", "'x' is not a number"),
        ({"units__users": [1, 1, [1], 1, 1, 1]}, "units.users[2]", "not a number"),
        ({"units__gb": [1, 2, 3, 4, 5, -6]}, "units.gb[5]", "-6"),
        ({"units__risk": [0, 0, 0, 2, 0, 0]}, "units.risk[3]", "above 1"),
        ({"units__pin": [-1, 3, -1, -1, -1, -1]}, "units.pin[1]", "3"),
        ({"units__kind": [0.5, 0, 0, 0, 0, 0]}, "units.kind[0]", "whole number"),
        ({"units__id": ["a", "b", "c", "d", "a", "f"]}, "units.id[4]", "also entry 0"),
        ({"units__id": ["a"]}, "units.id", "1 entries, not 6"),
        ({"edges__v": [1, 3, 6]}, "edges.v[2]", "between 0 and 5"),
        ({"edges__w": [1, -1, 1]}, "edges.w[1]", "-1"),
        ({"edges__w": [1, 1]}, "edges.w", "2 entries, not 3"),
        ({"groups__ptr": [0, 4]}, "groups.ptr[1]", "4"),
        ({"groups__ptr": [0, 2]}, "groups.ptr", "from 0 to 3"),
        ({"groups__ptr": [0, 3, 1, 3]}, "groups.ptr[2]", "decreases"),
        ({"groups__unit": [9]}, "groups.unit[0]", "9"),
        ({"together": {"ptr": [0, 1], "members": [-1]}}, "together.members[0]", "-1"),
        ({"before": {"u": [0], "v": [1], "gap": [-1]}}, "before.gap[0]", "-1"),
        ({"blackouts": {"dept": ["IT"], "from": [9], "to": [3]}}, "blackouts.to[0]", "ends before"),
        ({"pilot_cover__tag_name": ["x"]}, "pilot_cover.tag_name", "1 entries, not 0"),
        ({"deadline_day": -2}, "deadline_day", "-2"),
        ({"weights__risk": -1}, "weights.risk", "-1"),
        ({"name": 7}, "name", "not a text"),
        ({"waves__cap_gb": [1, 1e300, 3]}, "waves.cap_gb[1]", "1e+300 is not a number of at most"),
        ({"units__gb": [1, 2, 1e300, 4, 5, 6]}, "units.gb[2]", "between 0 and 1e+09"),
        ({"units__users": [1, 1, 1, 1, 1, 1e12]}, "units.users[5]", "between 0 and 1e+09"),
        ({"edges__w": [1, 1, 1e300]}, "edges.w[2]", "1e+300"),
        ({"groups__w": [1e300]}, "groups.w[0]", "1e+300"),
        ({"weights__risk": 1e15}, "weights.risk", "between 0 and 1e+06"),
    ],
)
def test_bad_input_is_refused_with_its_key(changes, where, says):
    with pytest.raises(InputError) as refused:
        instance(**changes)

    assert refused.value.where == where
    assert says in refused.value.says


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1, 2]", b"null", b'{"n": NaN}', b"\xff\xfe", b"PK\x03\x04damaged"]
)
def test_what_is_no_problem_file_is_refused(data):
    with pytest.raises(InputError):
        problem_from_bytes(data)


@pytest.mark.parametrize("wrong", ["NaN", "Infinity", "-Infinity"])
def test_what_no_number_is_in_json_is_refused_with_its_key_and_entry(wrong):
    text = orjson.dumps(tree()).replace(b'"w":[5,5,1]', b'"w":[5,%s,1]' % wrong.encode())

    with pytest.raises(InputError, match=r"edges\.w\[1\]"):
        problem_from_bytes(text)


def test_more_waves_than_any_migration_has_are_refused():
    with pytest.raises(InputError, match=r"waves\.k: 1001 is more than 1000"):
        instance(waves__k=1001)


def test_not_a_number_is_refused_in_an_archive(tmp_path):
    path = tmp_path / "problem.npz"
    np.savez(path, __meta__=orjson.dumps(tree()).decode(), **{"edges/w": np.array([1, np.nan, 1])})

    with pytest.raises(InputError, match=r"edges\.w\[1\]"):
        problem_from_bytes(path.read_bytes())


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("edges", [[0, 1, 2.0]], "edges: is not an object with columns"),
        ("before", "none", "before: is not an object with columns"),
        ("blackout", {"dept": ["IT"]}, "blackout: is no section.*did you mean blackouts"),
        ("wieghts", {"ordered": 1}, "wieghts: is no section.*did you mean weights"),
    ],
)
def test_a_section_of_the_wrong_shape_or_spelling_is_not_silently_left_out(key, value, says):
    tree = {name: its for name, its in HEALTHY.items() if name not in ("blackouts", "weights")}

    with pytest.raises(InputError, match=says):
        problem_from_json(orjson.dumps({**tree, key: value}))


def test_a_capacity_that_never_binds_is_as_good_as_none():
    huge = solve(instance(waves__cap_gb=[1e15, 1e15, 1e15]))
    unbounded = solve(instance(waves__cap_gb=[-1, -1, -1]))

    assert huge.objective == unbounded.objective


def test_a_note_of_its_maker_or_an_absent_section_does_no_harm():
    notes = {"made_by": "a script", "optimum": 3.5, "groups": None, "together": {}}

    assert problem_from_json(orjson.dumps({**HEALTHY, **notes})).n == HEALTHY["n"]
