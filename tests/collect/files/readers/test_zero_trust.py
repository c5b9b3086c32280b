"""Microsoft's Zero Trust Assessment: every test with its outcome; it names no policies."""

import gzip
import json

import pytest
from collect.exports import export, opened, reading
from harbour import SHARED

from pilotage.collect.files import READERS
from pilotage.facts.errors import InputError

SAMPLE = SHARED / "data" / "m365-assessments" / "zerotrustassessment-SampleReport.json.gz"

TEST = {
    "TestId": "21823",
    "TestTitle": "Guest self-service sign-up is off",
    "TestStatus": "Passed",
    "TestRisk": "Medium",
    "TestResult": "\nIt is off.\n\n**Details**\n",
    "SkippedReason": None,
}


def read(tmp_path, *tests, **changes):
    report = {
        "ExecutedAt": "2026-01-08T09:00:00Z",
        "TenantName": "Harbour Foods",
        "TestResultSummary": {"IdentityPassed": 1},
        "Tests": list(tests),
        **changes,
    }
    file = export(tmp_path, "report.json", json.dumps(report))
    assert READERS.load()["zero_trust"].recognise(file) == "Zero Trust Assessment results"
    return reading("zero_trust", file)


def test_a_test_keeps_its_outcome_risk_and_words(tmp_path):
    [row] = read(tmp_path, TEST).rows("third_party_results")

    assert (row["tool"], row["result_id"]) == ("Zero Trust Assessment", "21823")
    assert (row["outcome"], row["severity"], row["says"]) == ("passed", "medium", "It is off.")
    assert row["frameworks"] == []


@pytest.mark.parametrize("word", ["Skipped", "Planned", "Investigate", "Error", "New"])
def test_what_was_not_decided_is_not_assessed(tmp_path, word):
    skipped = {**TEST, "TestStatus": word, "SkippedReason": "No licence"}

    [row] = read(tmp_path, skipped).rows("third_party_results")

    assert (row["outcome"], row["says"]) == ("not_assessed", "No licence")


def test_an_odd_test_is_counted(tmp_path):
    read_one = read(tmp_path, {**TEST, "TestId": 7}, "text", {"TestId": "1"}, {"TestStatus": "x"})

    assert [row["result_id"] for row in read_one.rows("third_party_results")] == ["7"]
    assert [refusal.rows for refusal in read_one.refused] == [3]


def test_a_report_without_tests_is_refused(tmp_path):
    with pytest.raises(InputError, match="holds no tests of Zero Trust Assessment"):
        read(tmp_path, Tests=None)


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the shared data is absent")
def test_the_published_sample_gives_all_its_tests(tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(gzip.decompress(SAMPLE.read_bytes()))

    read_one = reading("zero_trust", opened(path))

    frame = read_one.frame("third_party_results")
    assert (frame.height, read_one.refused) == (295, ())
    assert frame["outcome"].value_counts(sort=True).rows() == [
        ("not_assessed", 112),
        ("failed", 96),
        ("passed", 87),
    ]
