import polars as pl

from pilotage.assess.judgement import Words, conclude, naming
from pilotage.facts.finding import Outcome

WORDS = Words("doors", "stand open", "are shut", "were not looked at", ("name", "id"))
OPEN = pl.col("open")


def doors(**state):
    return pl.DataFrame(
        {"id": list(state), "name": [None, *state][: len(state)], "open": list(state.values())},
        schema={"id": pl.String, "name": pl.String, "open": pl.Boolean},
    )


def test_one_bad_row_fails_and_the_evidence_holds_it_alone():
    finding = conclude("house", doors(a=False, b=True), OPEN, WORDS)

    assert finding.outcome is Outcome.FAILED
    assert finding.says == "1 of 2 doors stand open: a."
    assert finding.evidence["id"].to_list() == ["b"]


def test_all_good_rows_pass_and_the_evidence_holds_them():
    finding = conclude("house", doors(a=False, b=False), OPEN, WORDS)

    assert finding.says == "All 2 doors are shut."
    assert finding.evidence.height == 2


def test_one_unknown_row_keeps_good_rows_from_passing():
    finding = conclude("house", doors(a=False, b=None), OPEN, WORDS)

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert finding.says == "Not assessed: 1 of 2 doors were not looked at: a."
    assert finding.evidence["id"].to_list() == ["b"]


def test_an_unknown_row_does_not_hide_a_bad_one():
    finding = conclude("house", doors(a=True, b=None), OPEN, WORDS)

    assert finding.outcome is Outcome.FAILED
    assert finding.says.endswith("1 more cannot be told.")


def test_rows_out_of_scope_do_not_count_unless_that_is_unknown():
    rows = doors(a=True, b=False)

    out = conclude("house", rows, OPEN, WORDS, among=pl.col("id") == "b")
    perhaps = conclude("house", rows, OPEN, WORDS, among=pl.col("name") == "x")

    assert out.outcome is Outcome.PASSED
    assert perhaps.outcome is Outcome.NOT_ASSESSED


def test_nothing_to_judge_is_fine_only_where_nothing_is_expected():
    assert conclude("house", doors(), OPEN, WORDS).outcome is Outcome.PASSED
    nothing = conclude("house", doors(), OPEN, WORDS, expected=True)
    assert nothing.outcome is Outcome.NOT_ASSESSED


def test_a_sentence_names_three_and_counts_the_rest():
    rows = pl.DataFrame({"name": ["a", "b", "b", None, "c", "d"]})

    assert naming(rows, "name") == "a, b, (no name) and 2 more"
