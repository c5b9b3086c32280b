import orjson
import pytest
from plan.instances import instance

from pilotage.facts.errors import InputError
from pilotage.plan import plan_from_json, plan_to_json, solve


def written(problem, **options):
    """Return the plan file of a problem as a tree."""
    return orjson.loads(plan_to_json(problem, solve(problem, **options), seconds=1.25))


def test_the_plan_file_has_the_keys_of_the_format():
    file = written(instance(), effort="quick", seed=3)

    assert file["format"] == "pilotage-plan/1"
    assert (file["problem"], file["feasible"]) == ("harbour", True)
    assert (file["seconds"], file["seed"]) == (1.25, 3)
    assert file["plan"].keys() == {"ana", "ben", "chen", "dara", "eli", "fay"}
    assert {"total", "ordered", "edges_cut", "bound", "gap"} == file["objective"].keys()
    assert {"wave", "day", "users", "gb", "tickets", "binding"} == file["waves"][0].keys()


def test_the_waves_of_the_file_add_up_to_its_plan():
    file = written(instance())

    assert sum(wave["users"] for wave in file["waves"]) == 6
    assert sum(wave["gb"] for wave in file["waves"]) == 21
    assert {wave["wave"] for wave in file["waves"]} == set(file["plan"].values())


def test_the_binding_capacity_is_the_one_that_is_fullest():
    file = written(instance(waves__cap_users=[3, 6, 6], waves__cap_gb=[-1, 21, 21]))

    assert {wave["binding"] for wave in file["waves"]} <= {"cap_users", "cap_gb"}
    assert file["waves"][0]["binding"] == "cap_users"


def test_a_conflict_is_written_with_its_relaxations():
    file = written(instance(waves__cap_users=[1, 1, 1]))

    assert file["feasible"] is False
    assert file["conflict"]
    assert {"kind", "says", "amount"} == file["relaxations"][0].keys()
    assert "plan" not in file


def test_a_written_plan_is_read_back():
    problem = instance()
    answer = solve(problem)

    waves = plan_from_json(problem, plan_to_json(problem, answer, seconds=0))

    assert waves.tolist() == answer.wave.tolist()


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"{", "line 1"),
        (b"[]", "format"),
        (b'{"format": "pilotage-plan/1", "feasible": false}', "plan"),
        (b'{"format": "pilotage-plan/1", "plan": {"ana": 0}}', "plan"),
        (
            b'{"format": "pilotage-plan/1", "plan":'
            b'{"ana": 9, "ben": 0, "chen": 0, "dara": 0, "eli": 0, "fay": 0}}',
            "plan.ana",
        ),
    ],
)
def test_what_is_no_plan_of_the_problem_is_refused(data, where):
    with pytest.raises(InputError) as refused:
        plan_from_json(instance(), data)

    assert refused.value.where == where
