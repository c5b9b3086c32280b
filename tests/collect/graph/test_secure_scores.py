"""Secure Score: the newest day counts, and a control is passed when all of it is done."""

import pytest
from collect.answers import page, read, save, tables


def score(day, **controls):
    scores = [
        {"controlName": name, "controlCategory": "Identity", "score": 1.0, **given}
        for name, given in controls.items()
    ]
    return {"id": day, "createdDateTime": f"2026-01-{day}T00:00:00Z", "controlScores": scores}


def rows(*scores):
    return tables("secureScores", *scores)["third_party_results"].frame.rows(named=True)


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({"scoreInPercentage": 100.0}, "passed"),
        ({"scoreInPercentage": 100}, "passed"),
        ({"scoreInPercentage": 99.5}, "failed"),
        ({"scoreInPercentage": 0}, "failed"),
        ({}, "not_assessed"),
        ({"scoreInPercentage": "all"}, "not_assessed"),
        ({"scoreInPercentage": True}, "not_assessed"),
    ],
)
def test_only_the_whole_of_a_control_is_a_pass(given, outcome):
    [row] = rows(score("08", MFARegistrationV2=given))

    assert (row["result_id"], row["outcome"]) == ("MFARegistrationV2", outcome)


def test_the_newest_day_counts():
    older = score("07", MFARegistrationV2={"scoreInPercentage": 100})
    newer = score("08", MFARegistrationV2={"scoreInPercentage": 50})

    for given in ([older, newer], [newer, older]):
        [row] = rows(*given)
        assert (row["outcome"], row["word"]) == ("failed", "50 %")
        assert row["at"].day == 8


def test_markup_in_a_description_is_gone():
    [row] = rows(score("08", X={"description": "<p>Require <b>MFA</b></p>"}))

    assert row["title"] == "Require MFA"


def test_a_saved_answer_is_known_by_its_context(tmp_path):
    answer = page("security/secureScores", score("08", X={"scoreInPercentage": 100}))

    snapshot = read(save(tmp_path, scores=answer)).snapshot

    assert snapshot.captures["third_party_results"].frame["result_id"].to_list() == ["X"]


def test_a_control_without_a_name_is_counted():
    made = tables("secureScores", {"controlScores": [{"score": 1}, 7]})["third_party_results"]

    assert made.frame.is_empty()
    assert made.refused[0].rows == 2
