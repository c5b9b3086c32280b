"""Maester's results: every test with its outcome, and the public policies that it names."""

import gzip
import json

import pytest
from collect.exports import export, opened, reading
from harbour import SHARED

from pilotage.collect.files import READERS
from pilotage.facts.errors import InputError

SAMPLE = SHARED / "data" / "m365-assessments" / "maester-test-results.json.gz"

TEST = {
    "Id": "CISA.MS.AAD.5.3",
    "Title": "An admin consent workflow SHALL be configured.",
    "Name": "CISA.MS.AAD.5.3: An admin consent workflow SHALL be configured.",
    "Tag": ["MS.AAD", "MS.AAD.5.3", "CISA.MS.AAD.5.3", "CISA"],
    "Result": "Failed",
    "ResultDetail": {
        "TestResult": "\nNot [configured](https://quay.example).\n\n| a |\n",
        "Severity": "High",
    },
}


def report(*tests, **changes):
    return {
        "Result": "Failed",
        "FailedCount": 1,
        "ExecutedAt": "2026-01-08T10:00:00.1+10:00",
        "TenantName": "Harbour Foods",
        "Tests": list(tests),
        **changes,
    }


def read(tmp_path, *tests, **changes):
    file = export(tmp_path, "results.json", json.dumps(report(*tests, **changes)))
    assert READERS.load()["maester"].recognise(file) == "Maester results"
    return reading("maester", file)


def test_a_test_keeps_its_outcome_words_policies_and_time(tmp_path):
    [row] = read(tmp_path, TEST).rows("third_party_results")

    assert (row["tool"], row["result_id"], row["word"]) == ("Maester", TEST["Id"], "Failed")
    assert (row["outcome"], row["severity"]) == ("failed", "high")
    assert (row["says"], row["frameworks"]) == ("Not configured.", ["MS.AAD.5.3"])
    assert row["at"].isoformat() == "2026-01-08T00:00:00.100000+00:00"


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("Passed", "passed"),
        ("Failed", "failed"),
        ("Skipped", "not_assessed"),
        ("NotRun", "not_assessed"),
        ("Error", "not_assessed"),
        ("Something new", "not_assessed"),
    ],
)
def test_only_passed_is_a_pass(tmp_path, word, outcome):
    [row] = read(tmp_path, {**TEST, "Result": word}).rows("third_party_results")

    assert row["outcome"] == outcome


def test_an_odd_test_is_counted_and_the_others_are_kept(tmp_path):
    read_one = read(tmp_path, TEST, None, {"Id": "MT.1"}, {"Id": 7, "Result": []})

    assert len(read_one.rows("third_party_results")) == 1
    assert [refusal.rows for refusal in read_one.refused] == [3]


@pytest.mark.parametrize("bad", [{"Tag": None}, {"Tag": [7]}, {"ResultDetail": None}, {"Id": ""}])
def test_missing_parts_cost_nothing_but_themselves(tmp_path, bad):
    [row] = read(tmp_path, {**TEST, **bad}).rows("third_party_results")

    assert row["outcome"] == "failed"
    assert row["result_id"] == TEST["Id"]


def test_it_is_said_on_whom_and_when_the_tool_ran(tmp_path):
    [note] = read(tmp_path, TEST).notes

    assert "Maester looked at Harbour Foods on 2026-01-08" in note


@pytest.mark.parametrize("tests", [None, "none", {}])
def test_a_report_without_tests_is_refused(tmp_path, tests):
    with pytest.raises(InputError, match="holds no tests of Maester"):
        read(tmp_path, Tests=tests)


def test_a_report_that_is_cut_off_is_refused(tmp_path):
    text = json.dumps(report(TEST))[:-20]

    with pytest.raises(InputError, match="truncated"):
        reading("maester", export(tmp_path, "results.json", text))


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the shared data is absent")
def test_the_published_sample_gives_all_its_tests(tmp_path):
    path = tmp_path / "maester-test-results.json"
    path.write_bytes(gzip.decompress(SAMPLE.read_bytes()))

    read_one = reading("maester", opened(path))

    frame = read_one.frame("third_party_results")
    assert (frame.height, read_one.refused) == (283, ())
    assert frame["outcome"].value_counts(sort=True).rows() == [
        ("failed", 138),
        ("passed", 120),
        ("not_assessed", 25),
    ]
    assert frame.filter(result_id="CISA.MS.AAD.5.3")["frameworks"].to_list() == [["MS.AAD.5.3"]]
