"""The forecast at the door: numbers for scripts, lines for people, and its exit codes."""

from __future__ import annotations

import json

import pytest


def asked(ask, home, *words):
    return json.loads(ask("--home", home, "forecast", "--json", "--runs", 2000, *words).out)


def test_the_same_seed_gives_the_same_numbers_r3(ask, home):
    once, twice = (asked(ask, home, "--seed", 7) for _ in range(2))

    assert once == twice
    assert once["p20"] <= once["p50"] <= once["p80"]
    assert 0 <= once["p_by_deadline"] <= 1
    assert (once["seed"], once["runs"], once["calibrated"]) == (7, 2000, False)
    assert isinstance(once["slack_working_days"], int)
    assert 1 <= len(once["drivers"]) <= 3
    assert sum(each["runs"] for each in once["histogram"]) == 2000


def test_people_read_dates_a_histogram_and_the_drivers(ask, home):
    said = ask("--home", home, "forecast", "--runs", 2000)

    assert said.code == 0
    for part in ("50 % of 2,000 runs", "Deadline", "####", "1. ", "Not calibrated"):
        assert part in said.out


@pytest.mark.parametrize(("wanted", "code"), [(0.0, 0), (1.0, 3)])
def test_a_chance_that_is_too_low_is_exit_code_3(ask, home, wanted, code):
    words = ("--runs", 2000, "--at-least", wanted, "--assume", "wave_repeats=0.6")

    assert ask("--home", home, "forecast", *words).code == code


def test_an_assumption_can_be_replaced(ask, home):
    calm = asked(ask, home, "--assume", "wave_repeats=0", "--assume", "pilot_repeats=0")
    rough = asked(ask, home, "--assume", "wave_repeats=0.5")

    assert calm["p80"] < rough["p80"]
    assert any("with a chance of 0.5" in each for each in rough["assumed"])


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--runs", 0), 1, "runs: must be from 1"),
        (("--seed", -1), 1, "seed: must be 0 or more"),
        (("--assume", "weather=1"), 1, "assume: weather"),
        (("--assume", "wave_repeats=nan"), 1, "assume: wave_repeats"),
        (("--assume", "wave_repeats=often"), 2, "is not a name and a number"),
        (("--assume", "wave_repeats=2"), 1, "chance: must lie between 0 and 1"),
    ],
)
def test_bad_input_is_refused_by_its_name(ask, home, words, code, says):
    said = ask("--home", home, "forecast", *words)

    assert said.code == code
    assert says in said.err.replace("\n", " ")


def test_own_history_calibrates_and_bad_lines_are_named(ask, home, tmp_path):
    lines = ["p20,p80,finished,p_by_deadline,deadline"]
    lines += ["2026-03-01,2026-03-21,2026-03-10,0.8,2026-03-21"] * 6
    lines += ["2026-03-01,2026-03-21,2026-04-10,0.4,2026-03-21"] * 4
    lines += ["2026-03-21,2026-03-01,2026-03-10,,", "soon,2026-03-21,2026-03-10,,"]
    history = tmp_path / "history.csv"
    history.write_text("\n".join(lines), "utf-8")

    said = ask("--home", home, "forecast", "--json", "--runs", 500, "--history", history)
    found = json.loads(said.out)

    assert found["calibrated"]
    assert (found["calibration"]["n"], found["calibration"]["inside_60"]) == (10, 0.6)
    assert found["calibration"]["brier"] == pytest.approx(0.088)
    assert "line 12: p20: lies after p80" in said.err
    assert "line 13: p20:" in said.err


def test_without_a_plan_one_is_told_how_to_make_it(ask, tmp_path):
    said = ask("--home", tmp_path, "forecast")

    assert said.code == 1
    assert "there is no plan" in said.err
