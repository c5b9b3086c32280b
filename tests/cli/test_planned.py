"""A plan in words for people: what fills a wave, what was not met, what is not decided."""

import json

import pytest

from pilotage.cli.planned import print_planned
from pilotage.engine.pipeline import Planned
from pilotage.plan import Conflict, problem_from_json

PROBLEM = {
    "format": "pilotage-wave-instance/1",
    "name": "harbour",
    "n": 2,
    "waves": {
        "k": 2,
        "day": [0, 7],
        "cap_users": [1, 1],
        "cap_gb": [9, 9],
        "cap_tickets": [-1, -1],
    },
    "units": {"id": ["ana", "ben"], "users": [1, 1], "gb": [2, 2]},
}


@pytest.fixture
def problem(tmp_path):
    """Write the problem, with changes by key, and return its path."""

    def write(**changes):
        path = tmp_path / "problem.json"
        path.write_text(json.dumps({**PROBLEM, **changes}))
        return path

    return write


def test_a_problem_without_an_out_file_prints_its_plan_as_json(ask, problem):
    answer = ask("plan", problem())

    assert answer.code == 0
    assert json.loads(answer.out)["feasible"] is True


def test_the_waves_say_in_words_what_fills_them(ask, problem, tmp_path):
    answer = ask("plan", problem(), "--out", tmp_path / "plan.json")

    first = next(line for line in answer.out.splitlines() if "│ 0 " in line)
    assert [cell.strip() for cell in first.strip("│").split("│")] == [
        "0",
        "day 0",
        "1/1",
        "2/9",
        "0",
        "people",
    ]


def test_a_wish_that_could_not_be_met_is_said(ask, problem, tmp_path):
    wishes = {"min_users": 1, "max_users": 1, "tag_name": ["crew"], "tag_ptr": [0, 2]}
    wishes |= {"tag_units": [0, 1], "tag_min": [2]}
    path = problem(waves={**PROBLEM["waves"], "pilot": 0}, pilot_cover=wishes)

    answer = ask("plan", path, "--out", tmp_path / "plan.json")

    assert "not met: the pilot holds 1 of crew, wished are 2" in answer.out


def test_what_no_check_rules_out_is_not_decided_rather_than_impossible(capsys):
    problem = problem_from_json(json.dumps(PROBLEM).encode())
    conflict = Conflict((), ("a wave holds 1 people",), proven=False)

    print_planned(Planned(problem, conflict, None, 1.0), "harbour")

    printed = capsys.readouterr().out
    assert printed.startswith("Not decided: no plan was found")
    assert "No plan keeps" not in printed


@pytest.mark.parametrize("content", ["{", "[]", '{"format": "x"}', ""])
def test_a_problem_that_cannot_be_read_is_named_with_its_place(ask, tmp_path, content):
    path = tmp_path / "problem.json"
    path.write_text(content)

    answer = ask("plan", path)

    assert answer.code == 1
    assert answer.err.startswith(f"Error: {path}")


def test_asking_why_nobody_moves_is_asking_for_somebody(ask, home):
    assert ask("--home", home, "plan", "--why", "").code == 1
