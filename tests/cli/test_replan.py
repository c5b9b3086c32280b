"""Planning anew after changes: what is shown, what is held, and what is saved."""

import json
import shutil

import pytest

from pilotage.plan import plan_from_json, problem_from_json, violations

PEOPLE = [f"p{number}" for number in range(12)]
PROBLEM = {
    "format": "pilotage-wave-instance/1",
    "name": "harbour",
    "n": 12,
    "waves": {"k": 4, "day": [0, 14, 28, 42], "cap_users": [4] * 4},
    "units": {"id": PEOPLE, "users": [1] * 12},
    "edges": {"u": list(range(11)), "v": list(range(1, 12)), "w": [2, 2, 1] * 3 + [2, 2]},
}
PUBLISHED = {id: number // 3 for number, id in enumerate(PEOPLE)}
LATE = '[[late]]\nunit = "p4"\nday = 40\n'


@pytest.fixture
def files(tmp_path):
    """Return the paths of a problem, its published plan, and what has changed."""
    paths = [tmp_path / name for name in ("problem.json", "plan.json", "changes.toml")]
    plan = {"format": "pilotage-plan/1", "plan": PUBLISHED}
    for path, text in zip(paths, (json.dumps(PROBLEM), json.dumps(plan), LATE), strict=True):
        path.write_text(text)
    return paths


def test_the_curve_and_the_moves_are_shown_and_nothing_is_saved(ask, files):
    problem, plan, changes = files
    answer = ask("replan", problem, plan, "--change", changes, "--what-if")

    assert answer.code == 0
    assert "people moved" in answer.out
    assert "│ p4 " in answer.out
    assert "nothing was saved" in answer.out
    assert json.loads(plan.read_text())["plan"] == PUBLISHED


def test_the_plan_that_is_written_keeps_what_has_changed_and_what_is_held(ask, files, tmp_path):
    problem, plan, changes = files
    out = tmp_path / "new.json"
    words = ["replan", problem, plan, "--change", changes, "--today", 1, "--out", out, "--json"]
    told = json.loads(ask(*words).out)
    new = json.loads(out.read_text())["plan"]

    assert told["held"] == [0]
    assert told["saved"] is True
    assert new["p4"] == 3
    assert [new[id] for id in PEOPLE[:3]] == [0, 0, 0]
    assert {one["unit"] for one in told["moved"]} == {id for id in new if new[id] != PUBLISHED[id]}
    assert (
        violations(
            problem_from_json(problem.read_bytes()),
            plan_from_json(problem_from_json(problem.read_bytes()), out.read_bytes()),
        )
        == []
    )


def test_the_last_plan_of_the_curve_is_the_cheapest(ask, files):
    problem, plan, changes = files
    told = json.loads(ask("replan", problem, plan, "--change", changes, "--json").out)

    assert [one["cost"] for one in told["plans"]] == sorted(
        (one["cost"] for one in told["plans"]), reverse=True
    )
    assert ask("replan", problem, plan, "--take", 99).code == 1


def test_a_change_that_leaves_no_plan_is_a_conflict_with_exit_code_3(ask, files):
    problem, plan, changes = files
    changes.write_text('[[late]]\nunit = "p4"\nday = 400\n')
    answer = ask("replan", problem, plan, "--change", changes)

    assert answer.code == 3
    assert "p4 is not ready before day 400" in answer.out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[late]\n", "changes.toml"),
        ('[[late]]\nunit = "p4"\n', "late.1.day"),
        ('[[laet]]\nunit = "p4"\n', "laet"),
        ('[[late]]\nunit = "zoe"\nday = 3\n', "late[1].unit"),
    ],
)
def test_a_damaged_change_file_is_refused_with_its_key(ask, files, text, says):
    problem, plan, changes = files
    changes.write_text(text)
    answer = ask("replan", problem, plan, "--change", changes)

    assert answer.code == 1
    assert says in answer.err


def test_at_home_plan_and_changes_are_published_and_a_report_keeps_them(ask, home, tmp_path):
    mine = tmp_path / "home"
    shutil.copytree(home, mine)
    unit, wave = next(iter(json.loads((mine / "plan.json").read_text())["plan"].items()))
    changes = tmp_path / "changes.toml"
    days = json.loads((mine / "problem.json").read_text())["waves"]["day"]
    changes.write_text(f'[[late]]\nunit = "{unit}"\nday = {days[wave] + 1}\n')

    answer = ask("--home", mine, "replan", "--change", changes, "--effort", "quick", "--today", -99)
    new = (mine / "plan.json").read_bytes()

    assert answer.code == 0
    assert json.loads(new)["plan"][unit] > wave
    assert unit in (mine / "changes.json").read_text()
    assert "Plan (%)" not in ask("--home", mine, "report").err
    assert (mine / "plan.json").read_bytes() == new
    assert ask("--home", mine, "plan", "--effort", "quick").code == 0
    assert not (mine / "changes.json").exists()
