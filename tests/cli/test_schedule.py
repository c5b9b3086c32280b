"""The calendar and the copy passes of the demo at the door."""

import json

import pytest


def test_every_task_has_a_start_an_end_a_slack_and_somebody(ask, home):
    answer = ask("--home", home, "schedule", "--effort", "quick", "--json")
    said = json.loads(answer.out)

    assert answer.code == 0
    assert len(said["tasks"]) > 50
    assert all(each["starts"] <= each["ends"] for each in said["tasks"])
    assert all(each["slack_minutes"] >= 0 for each in said["tasks"])
    assert said["critical"][-1] in {each["task"] for each in said["tasks"]}
    assert all(each["limits"] for each in said["waves"])


def test_the_same_calendar_is_readable(ask, home):
    answer = ask("--home", home, "schedule", "--effort", "quick", "--wave", 0)

    assert "Critical path: " in answer.out
    assert "Wave 0 is bound by " in answer.out
    assert "Wave 1 is bound by " not in answer.out


def test_a_forecast_has_hours_a_range_and_a_bottleneck_r42(ask, home):
    answer = ask("--home", home, "bandwidth", "forecast", "w1", "--json")
    first = json.loads(answer.out)["passes"][0]

    assert answer.code == 0
    assert first["range"][0] <= first["hours"] <= first["range"][1]
    assert first["bottleneck"] == first["terms"][0]["limit"]


def test_twice_the_data_doubles_the_data_term_r42(ask, home):
    once, twice = (
        json.loads(ask("--home", home, "bandwidth", "forecast", 1, "--times", times, "--json").out)[
            "passes"
        ][0]
        for times in (1, 2)
    )

    assert twice["gb"] == pytest.approx(2 * once["gb"])
    assert twice["hours"] == pytest.approx(2 * once["hours"])


def test_a_forecast_is_readable(ask, home):
    answer = ask("--home", home, "bandwidth", "forecast", "1")

    assert "Copy passes of wave 1" in answer.out
    assert "pre-copy" in answer.out
    assert "by limit" in answer.out


def test_far_too_much_data_does_not_fit(ask, home):
    assert ask("--home", home, "bandwidth", "forecast", 1, "--times", 500).code == 3


def test_a_wave_that_is_none_names_those_that_are(ask, home):
    answer = ask("--home", home, "bandwidth", "forecast", 99)

    assert answer.code == 1
    assert "wave 99 copies nothing or is not to come; those that do: 0, 1" in answer.err


@pytest.mark.parametrize("words", [("schedule",), ("bandwidth", "forecast", "1")])
def test_without_a_plan_there_is_nothing_to_schedule(ask, tmp_path, words):
    answer = ask("--home", tmp_path, *words)

    assert answer.code == 1
    assert "there is no plan" in answer.err
