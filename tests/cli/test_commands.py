"""Commands that need no demo."""

import json

from pilotage.connect.exchange.script import export_script


def test_init_writes_an_engagement_file_once(ask, tmp_path):
    first = ask("init", tmp_path / "m", "--kind", "mail-to-microsoft-365", "--client", "Harbour")
    again = ask("init", tmp_path / "m", "--kind", "mail-to-microsoft-365")

    assert first.code == 0
    assert 'client = "Harbour"' in (tmp_path / "m/engagement.toml").read_text()
    assert (again.code, "is there already" in again.err) == (1, True)


def test_an_unknown_kind_is_wrong_usage(ask, tmp_path):
    assert ask("init", tmp_path, "--kind", "teleport").code == 2


def test_there_are_six_templates_and_nothing_is_wrong_with_them_r2(ask):
    assert len(json.loads(ask("template", "list", "--json").out)) == 6
    assert ask("template", "lint").code == 0


def test_the_exchange_script_is_printed_as_it_is_run(ask):
    answer = ask("template", "exchange-script")

    assert answer.code == 0
    assert answer.out == export_script()


def test_the_csv_set_is_written_and_only_what_was_filled_in_is_read(ask, tmp_path):
    assert ask("template", "csv", tmp_path / "set").code == 0
    with (tmp_path / "set/memberships.csv").open("a") as members:
        members.write("crew,ana,user\n")

    answer = ask("--home", tmp_path / "home", "collect", "files", tmp_path / "set", "--json")

    read = json.loads(answer.out)
    assert answer.code == 0
    assert read["tables"] == {"memberships": 1}
    assert all(one["harmless"] for one in read["refused"])


def test_a_csv_set_that_nobody_filled_holds_nothing(ask, tmp_path):
    ask("template", "csv", tmp_path / "set")

    answer = ask("--home", tmp_path / "home", "collect", "files", tmp_path / "set")

    assert answer.code == 1
    assert "example row of the template" in answer.err
    assert not list((tmp_path / "home").glob("snapshots/*"))


def test_the_csv_set_never_overwrites_a_file(ask, tmp_path):
    (tmp_path / "users.csv").write_text("mine")

    answer = ask("template", "csv", tmp_path, "--json")

    assert json.loads(answer.out)["kept"] == ["users.csv"]
    assert (tmp_path / "users.csv").read_text() == "mine"


def test_an_infeasible_problem_exits_3_and_names_the_conflict(ask, tmp_path):
    problem = {
        "format": "pilotage-wave-instance/1",
        "name": "tight",
        "seed": 1,
        "n": 3,
        "kinds": ["user"],
        "etypes": ["mail"],
        "waves": {
            "k": 1,
            "day": [7],
            "cap_users": [2],
            "cap_gb": [-1],
            "cap_tickets": [-1],
            "pilot": -1,
        },
        "units": {
            "id": ["a", "b", "c"],
            "kind": [0, 0, 0],
            "users": [1, 1, 1],
            "gb": [0, 0, 0],
            "tickets": [0, 0, 0],
            "dept": ["x"] * 3,
            "persona": ["p"] * 3,
            "site": ["s"] * 3,
            "risk": [0, 0, 0],
            "flags": [0, 0, 0],
            "ready_day": [0, 0, 0],
            "pin": [-1, -1, -1],
        },
        "edges": {"u": [0], "v": [1], "w": [1.0], "t": [0]},
        "deadline_day": -1,
        "weights": {"ordered": 1.0, "finish": 0.0, "risk": 0.0},
    }
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(problem))

    answer = ask("plan", path, "--out", tmp_path / "plan.json")

    plan = json.loads((tmp_path / "plan.json").read_text())
    assert answer.code == 3
    assert plan["feasible"] is False
    assert plan["conflict"]
    assert plan["relaxations"]
    assert "possible if" in answer.out


def test_nothing_at_home_says_what_to_do_first(ask, tmp_path):
    for command in (["assess"], ["dependencies"], ["plan"], ["runbook"], ["report"]):
        answer = ask("--home", tmp_path, *command)
        assert answer.code == 1
        assert "first" in answer.err or "collect" in answer.err


def test_an_old_export_is_judged_as_of_the_day_it_was_made(ask, tmp_path):
    (tmp_path / "users.csv").write_text("user,enabled\nana,true\n")
    words = ["--home", tmp_path / "home", "collect", "files", tmp_path / "users.csv", "--json"]

    answer = ask(*words, "--taken-at", "2024-03-05")

    assert json.loads(answer.out)["snapshot"].endswith("source-20240305T000000Z")
    assert ask(*words, "--taken-at", "2090-01-01").code == 2
