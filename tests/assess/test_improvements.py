"""Gaps with their effort and the decision about each."""

from __future__ import annotations

from datetime import date

import pytest

from pilotage.assess import CHECKS
from pilotage.assess.improvements import efforts, gaps, undecided
from pilotage.facts.finding import Basis, Outcome, Severity
from pilotage.facts.improvement import Improvement
from pilotage.facts.score import Answer, Score, ScoredCheck, ScoreName

CHECK = "identity.legacy_auth_blocked"
NOW = Improvement(CHECK, "now", "it costs nothing", "ana", date(2026, 1, 9))


def score(**outcomes: Outcome) -> tuple[Score, ...]:
    answers = {
        side: Answer(one, f"in the {side}", Basis.MEASURED) for side, one in outcomes.items()
    }
    check = ScoredCheck(CHECK, "Legacy sign-in is blocked", Severity.CRITICAL, (), answers)
    return (Score(ScoreName.IDENTITY_MANAGEMENT, (check,)),)


def test_every_effort_belongs_to_a_check_that_there_is() -> None:
    assert set(efforts()) <= set(CHECKS.load())


@pytest.mark.parametrize(
    ("source", "target", "side"),
    [
        (Outcome.PASSED, Outcome.FAILED, "target"),
        (Outcome.FAILED, Outcome.NOT_ASSESSED, "source"),
        (Outcome.FAILED, Outcome.PASSED, ""),
        (Outcome.PASSED, Outcome.NOT_ASSESSED, ""),
    ],
)
def test_a_gap_is_what_the_target_fails_or_the_source_brings_along_r114(
    source: Outcome, target: Outcome, side: str
) -> None:
    found = gaps(score(source=source, target=target), ())

    assert [each.side for each in found] == ([side] if side else [])


def test_a_gap_is_open_until_somebody_decides_r114() -> None:
    failing = score(target=Outcome.FAILED)

    [open_], [decided] = gaps(failing, ()), gaps(failing, [NOW])

    assert open_.effort.hours == 4
    assert undecided([open_]) == (open_,)
    assert undecided([decided]) == ()
    assert decided.decision == NOW
