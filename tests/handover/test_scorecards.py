"""The three sub-scores in the report, and what other tools say beside them."""

from __future__ import annotations

from handover.sample import cells, material
from harbour import NOW

from pilotage.facts.finding import Basis, Outcome, Severity
from pilotage.facts.score import Answer, Opinion, Score, ScoredCheck, ScoreName
from pilotage.handover import write_report
from pilotage.handover.scorecards import opinions_table, score_cards, scores_table

AGREES = Opinion("target", "MS.AAD.1.1v1", "Maester", "passed", "Fine", None, "passed", False)
APART = Opinion("source", "MS.AAD.1.1v1", "ScubaGear", "passed", "Fine", NOW, "failed", True)


def scored(*opinions):
    """Return one check that failed in the source, passed in the target, and two empty scores."""
    answers = {
        "source": Answer(Outcome.FAILED, "It is open.", Basis.MEASURED, "policies.json", NOW),
        "target": Answer(Outcome.PASSED, "It holds.", Basis.ATTESTED),
    }
    one = ScoredCheck("identity.x", "Good.", Severity.HIGH, ("MS.AAD.1.1v1",), answers, opinions)
    first, *rest = ScoreName
    return (Score(first, (one,)), *(Score(name, ()) for name in rest))


def test_a_card_counts_each_side_and_draws_it_r8():
    [card] = score_cards(material(scores=scored(APART, AGREES)))

    assert card.title == "Identity management"
    assert [(each.side, each.failed, each.unknown, each.passed) for each in card.sides] == [
        ("Source", 1, 0, 0),
        ("Target", 0, 0, 1),
    ]
    assert [part.mark for side in card.sides for part in side.parts] == ["bad", "ok"]
    assert card.contradictions == 1


def test_the_workbook_says_what_each_answer_was_read_from_and_when():
    source, target = cells(scores_table(material(scores=scored())))

    assert source[3:8] == (
        *("Source", "Failed", "measured", "policies.json"),
        "Fri 9 Jan 2026, 10:00 CET",
    )
    assert target[3:8] == ("Target", "Passed", "attested", "", "")


def test_a_contradiction_names_tool_policy_both_verdicts_and_day():
    made = material(scores=scored(APART, AGREES))

    [apart] = cells(opinions_table(made, apart=True))
    assert apart == (
        *("ScubaGear", "MS.AAD.1.1v1", "Good.", "Source", "Passed", "Failed"),
        "Fri 9 Jan 2026",
    )
    assert [row[0] for row in cells(opinions_table(made, apart=False))] == ["ScubaGear", "Maester"]
    assert cells(opinions_table(made, apart=False))[1][-1] == "Unknown"


def test_the_report_shows_contradictions_only_where_there_are_any():
    assert "Other tools say otherwise" in write_report(material(scores=scored(APART)))
    assert "Other tools say otherwise" not in write_report(material(scores=scored(AGREES)))
