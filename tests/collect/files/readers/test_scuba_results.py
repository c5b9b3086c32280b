"""ScubaGear's verdicts, kept as its own; of JSON the export inside is read as well."""

import json

import pytest
from collect.answers import read as read_all
from collect.exports import export, reading
from harbour import SHARED

from pilotage.collect.files import READERS
from pilotage.facts.errors import InputError

FOLDER = SHARED / "data" / "scubagear-sample"

CONTROL = {
    "Control ID": "MS.AAD.1.1v1",
    "Requirement": "Legacy authentication SHALL be blocked."
    "<div class='policy-indicators'><a href='x'>BOD 25-01</a></div>",
    "Result": "Pass",
    "Criticality": "Shall",
    "Details": "1 policy found:<br/>Block. <a href='#caps'>View all</a>.",
}
ABOUT = {
    "Tool": "ScubaGear",
    "DisplayName": "Harbour Foods",
    "TimestampZulu": "2026-01-08T09:00:00.307Z",
}
RAW = {"remote_domains": [{"Identity": "Default", "AutoForwardEnabled": False}]}


def report(*controls, **changes):
    groups = [{"GroupName": "Legacy", "Controls": list(controls)}]
    return {"MetaData": ABOUT, "Results": {"AAD": groups}, "Raw": RAW, **changes}


def read(tmp_path, *controls, **changes):
    text = json.dumps(report(*controls, **changes))
    file = export(tmp_path, "ScubaResults_1.json", text)
    assert READERS.load()["scuba_results"].recognise(file) == "ScubaGear results"
    return reading("scuba_results", file)


def test_a_control_keeps_its_verdict_without_markup(tmp_path):
    [row] = read(tmp_path, CONTROL).rows("third_party_results")

    assert (row["tool"], row["result_id"], row["subject"]) == (
        "ScubaGear",
        "MS.AAD.1.1v1",
        "tenant",
    )
    assert (row["outcome"], row["word"], row["severity"]) == ("passed", "Pass", "high")
    assert row["title"] == "Legacy authentication SHALL be blocked."
    assert row["says"] == "1 policy found: Block. View all ."
    assert row["frameworks"] == ["MS.AAD.1.1v1"]
    assert row["at"].isoformat() == "2026-01-08T09:00:00.307000+00:00"


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("Pass", "passed"),
        ("Fail", "failed"),
        ("Warning", "failed"),
        ("N/A", "not_assessed"),
        ("Error", "not_assessed"),
        ("Omitted", "not_assessed"),
        ("Incorrect result", "not_assessed"),
    ],
)
def test_only_pass_is_a_pass_and_a_warning_is_a_should_that_is_not_met(tmp_path, word, outcome):
    [row] = read(tmp_path, {**CONTROL, "Result": word}).rows("third_party_results")

    assert (row["outcome"], row["word"]) == (outcome, word)


def test_an_older_numbering_is_kept_as_it_is(tmp_path):
    older = {**CONTROL, "Control ID": "MS.DEFENDER.1.1v1"}

    [row] = read(tmp_path, older).rows("third_party_results")

    assert row["frameworks"] == ["MS.DEFENDER.1.1v1"]


def test_the_export_inside_is_read_as_well(tmp_path):
    found = read(tmp_path, CONTROL)

    assert {"third_party_results", "settings"} <= {one.table.name for one in found.batches}
    assert any("ScubaGear looked at Harbour Foods on 2026-01-08" in note for note in found.notes)


def test_results_without_their_export_are_evidence_all_the_same(tmp_path):
    found = read(tmp_path, CONTROL, Raw=None)

    assert [one.table.name for one in found.batches] == ["third_party_results"]


@pytest.mark.parametrize("results", [None, [], "none"])
def test_a_report_without_results_is_refused(tmp_path, results):
    with pytest.raises(InputError, match="holds no results of ScubaGear"):
        read(tmp_path, Results=results)


def test_odd_controls_are_counted(tmp_path):
    found = read(tmp_path, CONTROL, None, {"Control ID": "MS.AAD.2.1v1"}, 7)

    assert len(found.rows("third_party_results")) == 1
    assert sum(refusal.rows for refusal in found.refused) == 3


def test_the_csv_gives_the_same_verdicts_without_a_time(tmp_path):
    header = ",".join(f'"{name}"' for name in CONTROL)
    row = ",".join(f'"{value}"' for value in CONTROL.values())
    file = export(tmp_path, "ScubaResults.csv", f"\ufeff{header}\n{row}\nbroken\n")

    assert READERS.load()["scuba_results"].recognise(file) == "ScubaGear results as CSV"
    found = reading("scuba_results", file)

    [one] = found.rows("third_party_results")
    assert (one["result_id"], one["outcome"], one["at"]) == ("MS.AAD.1.1v1", "passed", None)
    assert [refusal.where for refusal in found.refused] == ["ScubaResults.csv:3"]


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared data is absent")
@pytest.mark.parametrize("name", ["ScubaResults.json.gz", "ScubaResults.csv"])
def test_the_published_sample_gives_every_verdict(name):
    snapshot = read_all(FOLDER / name).snapshot

    frame = snapshot.captures["third_party_results"].frame
    assert frame["outcome"].value_counts(sort=True).rows() == [
        ("passed", 57),
        ("failed", 26),
        ("not_assessed", 9),
    ]
    assert not any("<" in says for says in frame["says"].drop_nulls())
