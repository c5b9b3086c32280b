"""What people really hand in: a clear message, the right exit code, nothing half-written."""

import json
import shutil

import pytest

ENGAGEMENT = "engagement.toml"


@pytest.fixture
def copy(demo, tmp_path):
    """Return a copy of the demo to break."""
    return shutil.copytree(demo, tmp_path / "copy")


def test_an_empty_folder_says_what_to_put_there(ask, copy, tmp_path):
    shutil.rmtree(copy / "source")
    (copy / "source").mkdir()

    answer = ask("--home", tmp_path / "home", "run", copy)

    assert answer.code == 1
    assert "holds no file" in answer.err
    assert not (tmp_path / "home" / "report.html").exists()
    assert not (tmp_path / "home" / "snapshots").exists()


def test_a_source_that_is_not_there_is_named_by_its_key(ask, copy, tmp_path):
    shutil.rmtree(copy / "source")

    answer = ask("--home", tmp_path / "home", "run", copy)

    assert answer.code == 1
    assert "source.exports" in answer.err


def test_an_unknown_key_is_named_with_its_neighbour(ask, copy, tmp_path):
    path = copy / ENGAGEMENT
    path.write_text(path.read_text().replace("[capacity]", "[capacity]\npeople_per_windo = 1"))

    answer = ask("--home", tmp_path / "home", "run", copy)

    assert answer.code == 1
    assert "did you mean people_per_window?" in answer.err
    assert ENGAGEMENT in answer.err


def test_a_deadline_in_the_past_still_gives_a_report_that_says_so(ask, copy, tmp_path):
    _set(copy, "deadline", "2020-01-01")
    home = tmp_path / "home"

    answer = ask("--home", home, "run", copy, "--json")

    summary = json.loads(answer.out)
    assert answer.code == 3
    assert summary["verdict"] == "Off track"
    assert any("deadline" in line for line in summary["conflict"])
    assert "deadline" in (home / "report.html").read_text()


def test_a_capacity_of_zero_is_infeasible_and_says_which(ask, copy, tmp_path):
    _set(copy, "people_per_window", "0")

    answer = ask("--home", tmp_path / "home", "run", copy, "--json")

    assert answer.code == 3
    assert any("people" in line or "users" in line for line in json.loads(answer.out)["conflict"])


def test_a_truncated_page_never_passes_for_a_whole_table(ask, copy, tmp_path):
    page = next((copy / "source/graph").glob("users*.json"))
    page.write_bytes(page.read_bytes()[:-2000])

    answer = ask("assess", copy / "source", "--json")

    read = json.loads(answer.out)
    assert any(page.name in line for line in read["not_read"])
    stale = [f for f in read["findings"] if f["check"] == "identity.stale_accounts_disabled"]
    assert {each["outcome"] for each in stale} == {"not_assessed"}


def test_a_damaged_plan_is_named(ask, home, tmp_path):
    copied = shutil.copytree(home, tmp_path / "home")
    (copied / "plan.json").write_text("{")

    answer = ask("--home", copied, "plan", "--why", "anybody")

    assert answer.code == 1
    assert "not JSON" in answer.err


def test_a_problem_that_is_not_there_is_an_error(ask, tmp_path):
    answer = ask("plan", tmp_path / "absent.json")

    assert answer.code == 1
    assert "absent.json: cannot be read" in answer.err


def _set(folder, key, value):
    """Give a key of the engagement file another value."""
    path = folder / ENGAGEMENT
    lines = path.read_text().splitlines()
    changed = [f"{key} = {value}" if line.startswith(f"{key} =") else line for line in lines]
    assert changed != lines
    path.write_text("\n".join(changed))


def test_lines_without_exports_are_wrong_usage(ask):
    assert ask("assess", "--jsonl").code == 2


def test_an_engagement_file_that_cannot_be_read_fails_once_and_not_per_export(ask, demo, tmp_path):
    answer = ask("assess", demo / "source", "--jsonl", "--engagement", tmp_path / "absent.toml")

    assert (answer.code, answer.out) == (1, "")
    assert "absent.toml" in answer.err


def test_what_home_knows_is_judged_by_the_engagement_file_that_is_named(ask, home, demo, tmp_path):
    path = tmp_path / "other.toml"
    text = (demo / ENGAGEMENT).read_text()
    path.write_text(text.replace("Brightlane to Marlow", "Quite another"))

    findings = json.loads(ask("--home", home, "assess", "--engagement", path, "--json").out)

    assert any("Quite another" in each["subject"] for each in findings["findings"])
