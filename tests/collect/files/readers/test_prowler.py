"""Prowler's results, as OCSF findings and as CSV."""

import json

import pytest
from collect.exports import export, reading

from pilotage.collect.files import READERS
from pilotage.facts.errors import InputError

FINDING = {
    "class_uid": 2004,
    "severity": "High",
    "status": "New",
    "status_code": "FAIL",
    "status_detail": "SMTP AUTH is on.",
    "time": 1767862800,
    "time_dt": "2026-01-08T09:00:00",
    "metadata": {
        "event_code": "exchange_smtp_auth_disabled",
        "product": {"name": "Prowler", "version": "5.0.0"},
    },
    "finding_info": {"uid": "prowler-1", "title": "SMTP AUTH is off"},
    "resources": [{"uid": "transport", "name": "Transport config"}],
    "unmapped": {"compliance": {"CIS-4.0": ["6.5.4"], "Custom": ["MS.EXO.5.1v1"]}},
}
HEADER = (
    "AUTH_METHOD;TIMESTAMP;ACCOUNT_UID;FINDING_UID;PROVIDER;CHECK_ID;CHECK_TITLE;STATUS;"
    "STATUS_EXTENDED;SEVERITY;RESOURCE_UID;RESOURCE_NAME;COMPLIANCE"
)
ROW = (
    "sp;2026-01-08 09:00:00.25;t;f1;m365;exchange_smtp_auth_disabled;SMTP AUTH is off;PASS;"
    "It is off.;high;transport;;CIS-4.0: 6.5.4, 6.5.5 | ISO27001-2022: A.5.15"
)


def ocsf(tmp_path, content):
    text = content if isinstance(content, str) else json.dumps(content)
    file = export(tmp_path, "prowler-output.ocsf.json", text)
    assert READERS.load()["prowler"].recognise(file) == "Prowler findings"
    return reading("prowler", file)


def table(tmp_path, *rows):
    file = export(tmp_path, "prowler-output.csv", "\n".join([HEADER, *rows]) + "\n")
    assert READERS.load()["prowler"].recognise(file) == "Prowler CSV"
    return reading("prowler", file)


def test_a_finding_keeps_its_outcome_resource_policies_and_time(tmp_path):
    [row] = ocsf(tmp_path, [FINDING]).rows("third_party_results")

    assert (row["tool"], row["result_id"]) == ("Prowler", "exchange_smtp_auth_disabled")
    assert (row["outcome"], row["severity"], row["subject"]) == ("failed", "high", "transport")
    assert (row["title"], row["says"]) == ("SMTP AUTH is off", "SMTP AUTH is on.")
    assert row["frameworks"] == ["CIS M365 4.0.0 6.5.4", "MS.EXO.5.1v1"]
    assert row["at"].isoformat() == "2026-01-08T09:00:00+00:00"


@pytest.mark.parametrize(
    ("word", "outcome"),
    [("PASS", "passed"), ("FAIL", "failed"), ("MANUAL", "not_assessed"), ("?", "not_assessed")],
)
def test_only_pass_is_a_pass(tmp_path, word, outcome):
    [row] = ocsf(tmp_path, [{**FINDING, "status_code": word}]).rows("third_party_results")

    assert row["outcome"] == outcome


@pytest.mark.parametrize(
    ("time", "at"),
    [(1767862800, "2026-01-08T09:00:00+00:00"), (-1, None), (1e30, None), (True, None)],
)
def test_seconds_are_a_moment_where_they_can_be_one(tmp_path, time, at):
    finding = {**FINDING, "time_dt": None, "time": time}

    [row] = ocsf(tmp_path, [finding]).rows("third_party_results")

    assert (row["at"].isoformat() if row["at"] else None) == at


def test_one_check_of_several_resources_stays_apart(tmp_path):
    other = {**FINDING, "resources": [{"name": "other"}], "status_code": "PASS"}
    bare = {**FINDING, "resources": []}

    rows = ocsf(tmp_path, [FINDING, other, bare]).rows("third_party_results")

    assert [row["subject"] for row in rows] == ["transport", "other", "tenant"]


def test_one_finding_per_line_is_read_too(tmp_path):
    lines = "\n".join(json.dumps({**FINDING, "resources": [{"uid": uid}]}) for uid in "ab")

    assert len(ocsf(tmp_path, lines).rows("third_party_results")) == 2


def test_odd_findings_are_counted(tmp_path):
    found = ocsf(tmp_path, [FINDING, None, {"status_code": "PASS"}, {**FINDING, "unmapped": 7}])

    assert len(found.rows("third_party_results")) == 2
    assert [refusal.rows for refusal in found.refused] == [2]


def test_a_file_that_is_cut_off_is_refused(tmp_path):
    with pytest.raises(InputError, match="truncated"):
        ocsf(tmp_path, json.dumps([FINDING])[:-30])


def test_a_row_of_the_csv_says_the_same(tmp_path):
    [row] = table(tmp_path, ROW).rows("third_party_results")

    assert (row["result_id"], row["outcome"]) == ("exchange_smtp_auth_disabled", "passed")
    assert (row["subject"], row["severity"], row["says"]) == ("transport", "high", "It is off.")
    assert row["frameworks"] == [
        "CIS M365 4.0.0 6.5.4",
        "CIS M365 4.0.0 6.5.5",
        "ISO27001-2022 A.5.15",
    ]
    assert row["at"].isoformat() == "2026-01-08T09:00:00.250000+00:00"


def test_a_broken_row_of_the_csv_costs_only_itself(tmp_path):
    found = table(tmp_path, ROW, "sp;too;short", ROW.replace("PASS", ""))

    assert len(found.rows("third_party_results")) == 1
    assert sum(refusal.rows for refusal in found.refused) == 2


@pytest.mark.parametrize(
    "text", ['[{"finding_info": {}}]', '[{"name": "Prowler"}]', "a;b\n1;2\n", ""]
)
def test_other_files_are_not_taken_for_it(tmp_path, text):
    assert READERS.load()["prowler"].recognise(export(tmp_path, "x.json", text)) == ""
