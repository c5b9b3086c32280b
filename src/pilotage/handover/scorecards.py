"""The three sub-scores as they are drawn, and what other tools say beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pilotage.facts.finding import Outcome
from pilotage.facts.score import SIDES, Opinion, Score, ScoredCheck
from pilotage.handover.bar import Part, bar
from pilotage.handover.listing import Cell, Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.words import OUTCOME, Word, sentence

SAID = {outcome.value: word for outcome, word in OUTCOME.items()}


@dataclass(frozen=True)
class SideCount:
    """How the checks of one sub-score stand on one side."""

    side: str
    failed: int
    unknown: int
    passed: int

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the pieces of the bar."""
        return bar(self.failed, self.unknown, self.passed)


@dataclass(frozen=True)
class ScoreCard:
    """One sub-score: its counts by side, and how often another tool says otherwise."""

    id: str
    title: str
    sides: tuple[SideCount, ...]
    contradictions: int


def score_cards(material: Material) -> tuple[ScoreCard, ...]:
    """Return a card per sub-score that has a check."""
    return tuple(
        ScoreCard(
            score.name.name.lower(),
            sentence(score.name.value),
            tuple(_counts(score)),
            len(score.contradictions),
        )
        for score in material.scores
        if score.checks
    )


def _counts(score: Score) -> Iterator[SideCount]:
    for side in SIDES:
        failed, unknown, passed = (
            score.count(side, outcome)
            for outcome in (Outcome.FAILED, Outcome.NOT_ASSESSED, Outcome.PASSED)
        )
        if failed or unknown or passed:
            yield SideCount(sentence(side), failed, unknown, passed)


def scores_table(material: Material) -> Listing:
    """Return every answer that a sub-score counts, with what it was read from and when."""
    rows: list[tuple[Cell, ...]] = [
        (
            sentence(score.name.value),
            each.title or each.check,
            each.check,
            sentence(side),
            OUTCOME[answer.outcome],
            answer.basis.value,
            answer.source,
            material.clock.moment(answer.taken_at) if answer.taken_at else "",
            ", ".join(each.frameworks),
        )
        for score in material.scores
        for each in score.checks
        for side, answer in each.answers.items()
    ]
    columns = ("Sub-score", "Control", "Check", "Side", "Outcome", "Basis", "Read from", "Taken")
    return listing("Sub-scores", (*columns, "Frameworks"), rows, shown=len(rows))


def opinions_table(material: Material, *, apart: bool) -> Listing:
    """Return what other tools concluded beside our answer; only contradictions if ``apart``."""
    rows = [
        _opinion(each, one, material)
        for score in material.scores
        for each in score.checks
        for one in each.opinions
        if one.contradicts or not apart
    ]
    columns = ("Tool", "Policy", "Control", "Side", "It says", "We say", "It ran")
    caption = "Other tools say otherwise" if apart else "Other tools beside our checks"
    return listing(caption, columns, rows, shown=len(rows))


def _opinion(check: ScoredCheck, one: Opinion, material: Material) -> tuple[Cell, ...]:
    return (
        one.tool,
        one.framework,
        check.title or check.check,
        sentence(one.side),
        _said(one.theirs),
        _said(one.ours),
        material.clock.day(one.at) if one.at else "Unknown",
    )


def _said(outcome: str) -> Word:
    return SAID.get(outcome, OUTCOME[Outcome.NOT_ASSESSED])
