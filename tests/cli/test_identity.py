"""``pilotage identity score``: three sub-scores, for scripts and on one screen."""

from __future__ import annotations

import gzip
import json

import pytest
from harbour import SHARED, tenant

from pilotage.store import snapshots

NAMES = ["identity management", "access governance", "configuration oversight"]
SAMPLE = SHARED / "data/scubagear-sample/ScubaResults.json.gz"
LINES = 50


@pytest.fixture
def harbour_home(tmp_path):
    """Return a home that knows the healthy source."""
    home = tmp_path / "home"
    snapshots.save(tenant(), home)
    return home


@pytest.fixture
def results(tmp_path):
    """Return the published results of ScubaGear about its sample."""
    if not SAMPLE.exists():
        pytest.skip("the shared sample of ScubaGear is absent")
    path = tmp_path / "ScubaResults.json"
    path.write_bytes(gzip.decompress(SAMPLE.read_bytes()))
    return path


@pytest.fixture
def results_alone():
    """Return the same as a CSV file, which holds no settings."""
    path = SAMPLE.with_name("ScubaResults.csv")
    if not path.exists():
        pytest.skip("the shared sample of ScubaGear is absent")
    return path


def scored(ask, *words):
    answer = ask(*words, "--json")
    return answer.code, json.loads(answer.out)


def test_three_sub_scores_list_their_checks_with_source_and_age_r8(ask, harbour_home):
    code, found = scored(ask, "--home", harbour_home, "identity", "score")

    assert code in (3, 4)
    assert [each["score"] for each in found["scores"]] == NAMES
    for score in found["scores"]:
        assert score["checks"]
        for outcome, count in score["counts"]["source"].items():
            sides = [each["sides"].get("source") for each in score["checks"]]
            assert count == sum(side is not None and side["outcome"] == outcome for side in sides)
    answers = [
        side
        for score in found["scores"]
        for each in score["checks"]
        for name, side in each["sides"].items()
        if name == "source" and side["outcome"] != "not_assessed"
    ]
    assert answers
    assert all(each["source"] and each["taken_at"] and each["age_days"] > 0 for each in answers)


def test_importing_results_of_another_tool_changes_the_sub_scores_r8(ask, harbour_home, results):
    words = ("--home", harbour_home, "identity", "score")
    _, before = scored(ask, *words)
    ask("--home", harbour_home, "collect", "files", results)
    _, after = scored(ask, *words)

    assert [each["counts"] for each in after["scores"]] != [
        each["counts"] for each in before["scores"]
    ]
    beside = [one for s in after["scores"] for each in s["checks"] for one in each["third_party"]]
    assert before["contradictions"] == 0
    assert after["contradictions"] == sum(one["contradicts"] for one in beside) > 0
    assert {one["tool"] for one in beside} == {"ScubaGear"}


def test_results_alone_stand_beside_what_was_read_before(ask, harbour_home, results_alone):
    words = ("--home", harbour_home, "identity", "score")
    _, before = scored(ask, *words)
    ask("--home", harbour_home, "collect", "files", results_alone)
    _, after = scored(ask, *words)

    assert [each["counts"] for each in after["scores"]] == [
        each["counts"] for each in before["scores"]
    ]
    assert any(each["third_party"] for score in after["scores"] for each in score["checks"])


def test_exports_can_be_scored_without_a_home(ask, tmp_path, results):
    code, found = scored(ask, "--home", tmp_path / "none", "identity", "score", results)

    assert code == 3
    assert sum(each["counts"]["source"]["passed"] for each in found["scores"]) > 0


def test_the_sub_scores_and_what_other_tools_say_fit_on_one_screen(ask, tmp_path, results):
    answer = ask("--home", tmp_path / "none", "identity", "score", results)

    assert len(answer.out.splitlines()) <= LINES
    assert all(name in answer.out for name in NAMES)
    assert "Other tools say otherwise" in answer.out


def test_without_a_snapshot_there_is_an_error(ask, tmp_path):
    answer = ask("--home", tmp_path / "none", "identity", "score")

    assert answer.code == 1
    assert "there is no snapshot" in answer.err
