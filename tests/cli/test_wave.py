"""Waves at the door: dates, counts of people, and what blocks each of them."""

from __future__ import annotations

import json
import shutil

import pytest

from pilotage.cli.commands.wave import _code
from pilotage.facts.wave_readiness import WaveCount


def test_every_wave_says_when_how_many_and_how_many_are_ready(ask, home):
    answer = ask("--home", home, "wave", "list", "--json")
    waves = json.loads(answer.out)["waves"]

    assert [each["wave"] for each in waves] == sorted(each["wave"] for each in waves)
    assert all(each["starts"] < each["ends"] for each in waves)
    for each in waves:
        assert each["people"] == each["not_ready"] + each["unknown"] + each["ready"]
    assert sum(each["people"] for each in waves) >= 60


def test_who_is_not_ready_is_listed_with_the_blocking_items_r11(ask, home):
    answer = ask("--home", home, "wave", "users", "w0", "--not-ready", "--json")
    said = json.loads(answer.out)

    assert answer.code == 3
    assert len(said["users"]) == said["not_ready"] + said["unknown"] > 0
    for each in said["users"]:
        assert each["items"]
        assert {"not_ready", "unknown"} >= {item["state"] for item in each["items"]}
        assert all(item["because"] for item in each["items"])


def test_the_same_list_is_readable(ask, home):
    answer = ask("--home", home, "wave", "users", 0)

    assert "people:" in answer.out
    assert "has no account in the target yet" in answer.out
    assert ask("--home", home, "wave", "list").code == 3


def test_without_a_target_nobody_is_ready(ask, home, tmp_path):
    blind = shutil.copytree(home, tmp_path / "home")
    for target in blind.glob("snapshots/*target*"):
        shutil.rmtree(target)

    said = json.loads(ask("--home", blind, "wave", "users", 0, "--json").out)

    assert said["ready"] == 0
    items = {item["item"]: item for each in said["users"] for item in each["items"]}
    assert items["account"]["because"] == "the target was not read"


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ([WaveCount(0, 2, 0, 0, 2)], 0),
        ([WaveCount(0, 2, 0, 1, 1)], 4),
        ([WaveCount(0, 2, 0, 1, 1), WaveCount(1, 1, 1, 0, 0)], 3),
        ([], 0),
    ],
)
def test_not_ready_is_3_and_only_unknown_is_4(counts, code):
    assert _code(counts) == code


def test_a_wave_that_is_not_in_the_plan_is_an_error_that_names_those_that_are(ask, home):
    answer = ask("--home", home, "wave", "users", 99)

    assert answer.code == 1
    assert "no wave 99; it has 0, 1" in answer.err


def test_a_wave_that_is_no_number_is_wrong_usage(ask, home):
    assert ask("--home", home, "wave", "users", "pilot").code == 2


def test_without_a_plan_there_are_no_waves(ask, tmp_path):
    answer = ask("--home", tmp_path, "wave", "list")

    assert answer.code == 1
    assert "there is no plan" in answer.err


def test_the_report_of_a_run_counts_the_same_people(ask, home):
    waves = json.loads(ask("--home", home, "wave", "list", "--json").out)["waves"]
    report = (home / "report.html").read_text(encoding="utf-8")

    for each in waves:
        if each["ready"] < each["people"]:
            caption = (
                f"Wave {each['wave']}: {each['not_ready']} not ready, {each['unknown']} unknown"
            )
            assert caption in report
