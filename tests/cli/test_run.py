"""The main job, from the command line to the files it leaves."""

import json
from datetime import datetime

import icalendar
import pytest

from pilotage.store.home import writing


def test_the_main_job_leaves_snapshots_plan_runbooks_and_report(home):
    names = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}

    assert {"report.html", "report.xlsx", "plan.json", "problem.json", "engagement.toml"} <= names
    assert {"runbooks/wave-0.html", "runbooks/wave-0.csv", "runbooks/wave-0.ics"} <= names
    assert sum(name.endswith("manifest.json") for name in names) == 2


def test_the_plan_moves_everybody_once_and_keeps_the_windows(home):
    problem = json.loads((home / "problem.json").read_text())
    plan = json.loads((home / "plan.json").read_text())

    assert plan["feasible"] is True
    assert set(plan["plan"]) == set(problem["units"]["id"])
    for wave in plan["waves"]:
        cap = problem["waves"]["cap_users"][wave["wave"]]
        assert cap == -1 or wave["users"] <= cap


def test_a_runbook_calendar_lies_inside_the_window_of_its_wave(home):
    read = icalendar.Calendar.from_ical((home / "runbooks/wave-0.ics").read_bytes())
    starts = [event.decoded("dtstart") for event in read.walk("VEVENT")]

    assert starts
    assert all(isinstance(each, datetime) and each.tzinfo for each in starts)


def test_asking_why_somebody_is_in_a_wave_names_the_wave_and_the_reason(ask, home):
    problem = json.loads((home / "problem.json").read_text())
    plan = json.loads((home / "plan.json").read_text())["plan"]
    unit = problem["units"]["id"][0]

    answer = ask("--home", home, "plan", "--why", unit)

    why = json.loads(ask("--home", home, "plan", "--why", unit, "--json").out)
    assert answer.code == 0
    assert why["unit"] == unit
    assert answer.out.startswith(f"{why['name']} moves in wave {plan[unit]}: ")


def test_the_reasons_of_a_wave_call_people_by_name_not_by_id(ask, home):
    ids = json.loads((home / "problem.json").read_text())["units"]["id"]
    moved = next(id for id in ids if ask("--home", home, "plan", "--why", id).out.count("Kept") > 1)

    reasons = ask("--home", home, "plan", "--why", moved).out

    assert not [id for id in ids if "-" in id and len(id) == 36 and id in reasons]


def test_a_report_written_again_keeps_the_plan(ask, home, tmp_path):
    before = (home / "plan.json").read_bytes()

    answer = ask("--home", home, "report", "--out", tmp_path)

    assert answer.code == 0
    assert (tmp_path / "report.html").stat().st_size > 50_000
    assert (home / "plan.json").read_bytes() == before


def test_runbooks_say_whether_they_fit_their_window_r36(ask, home):
    answer = ask("--home", home, "runbook", "--json")

    rows = json.loads(answer.out)
    assert rows[0]["timing"].startswith("path ")
    assert {row["fits"] for row in rows} <= {"yes", "no"}
    assert answer.code == (3 if any(row["fits"] == "no" for row in rows) else 0)


def test_dependencies_of_a_person_are_explained_r16(ask, home):
    whole = json.loads(ask("--home", home, "dependencies", "--json").out)["dependencies"]
    somebody = next(row["dependent"] for row in whole if row["rule"] == "managers")

    answer = ask("--home", home, "deps", "--of", somebody, "--json")

    rows = json.loads(answer.out)["dependencies"]
    assert {"managers"} <= {row["rule"] for row in rows}
    assert all(row["because"] for row in rows)


@pytest.mark.parametrize(("format", "start"), [("csv", "dependent,"), ("dot", "digraph")])
def test_the_map_is_exported_to_a_file(ask, home, tmp_path, format, start):
    out = tmp_path / f"map.{format}"

    assert ask("--home", home, "dependencies", "--export", format, "--out", out).code == 0
    assert out.read_text().startswith(start)


def test_an_export_says_its_file_to_a_script_and_never_mixes_formats(ask, home, tmp_path):
    words = ["--home", home, "dependencies", "--export", "csv", "--json"]

    assert ask(*words).code == 2
    assert json.loads(ask(*words, "--out", tmp_path / "map.csv").out) == {
        "file": str(tmp_path / "map.csv")
    }


def test_assessing_an_export_without_a_home_gives_findings_with_evidence(ask, demo):
    answer = ask("assess", demo / "source", "--json")

    assert answer.code == 3
    findings = json.loads(answer.out)["findings"]
    assert {each["outcome"] for each in findings} <= {"passed", "failed", "not_assessed"}
    failed = next(each for each in findings if each["check"] == "identity.legacy_clients_unused")
    assert failed["evidence"]["rows"] >= len(failed["evidence"]["sample"]) > 0
    assert failed["severity"] in ("low", "medium", "high", "critical")


def test_many_exports_give_one_line_each_and_a_broken_one_is_named(ask, demo, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text('{"value": [')

    answer = ask("assess", demo / "source", broken, "--jsonl")

    first, second = map(json.loads, answer.out.splitlines())
    assert answer.code == 1
    assert first["findings"]
    assert second["export"] == str(broken)
    assert "broken.json" in second["error"]


def test_an_export_of_another_kind_than_asserted_is_refused(ask, demo):
    answer = ask("assess", demo / "target", "--from", "scubagear")

    assert answer.code == 1
    assert "is not a scubagear export" in answer.err


def test_snapshots_are_listed_shown_and_compared(ask, home):
    shown = json.loads(ask("--home", home, "snapshot", "show", "source", "--json").out)
    listed = json.loads(ask("--home", home, "snapshot", "list", "--json").out)

    assert shown["tables"]["users"]["rows"] > 60
    assert len(listed) == 2
    assert ask("--home", home, "snapshot", "diff", "source", "source").out == "No difference.\n"
    assert "users: " in ask("--home", home, "snapshot", "diff", "source", "target").out


def test_a_home_that_is_being_written_is_left_alone(ask, demo, home, tmp_path):
    with writing(home):
        answer = ask("--home", home, "run", demo)

    assert answer.code == 1
    assert "is being written by process" in answer.err


def test_a_demo_never_overwrites_what_is_there(ask, demo):
    answer = ask("demo", demo)

    assert answer.code == 1
    assert "is not empty" in answer.err


def test_many_exports_on_many_cores_come_in_their_order(ask, tmp_path):
    export = {
        "meeting_policies": [{"Identity": "Global", "AllowAnonymousUsersToStartMeeting": True}]
    }
    paths = [tmp_path / f"tenant-{number:02}.json" for number in range(20)]
    for path in paths:
        path.write_text(json.dumps(export))

    answer = ask("assess", *paths, "--from", "scubagear", "--jsonl")

    lines = [json.loads(line) for line in answer.out.splitlines()]
    assert [line["export"] for line in lines] == [str(path) for path in paths]
    for line in lines:
        failed = {each["check"] for each in line["findings"] if each["outcome"] == "failed"}
        assert "teams.anonymous_start_blocked" in failed
