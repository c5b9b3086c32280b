"""Microsoft Secure Score, control by control.

Source: https://learn.microsoft.com/graph/api/resources/securescore
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pilotage.collect.results import Result, text
from pilotage.collect.results.plain import plain
from pilotage.facts.finding import Outcome

TOOL = "Microsoft Secure Score"
WHOLE = 100
"""Percent of a control that is done altogether."""


def latest(scores: Sequence[Any]) -> Mapping[str, Any]:
    """Return the newest of the daily scores, an empty mapping if there is none."""
    known = [one for one in scores if isinstance(one, Mapping)]
    return max(known, key=lambda one: text(one, "createdDateTime"), default={})


def results(score: Mapping[str, Any]) -> Iterator[Result | None]:
    """Yield one result per control of a day's score."""
    controls = score.get("controlScores")
    for control in controls if isinstance(controls, list) else ():
        yield _result(control, text(score, "createdDateTime"))


def _result(control: Any, at: str) -> Result | None:
    if not isinstance(control, Mapping) or not text(control, "controlName"):
        return None
    outcome, word = _reached(control.get("scoreInPercentage"))
    return Result(
        TOOL,
        text(control, "controlName"),
        word,
        outcome,
        title=plain(text(control, "description")),
        says=plain(text(control, "implementationStatus")),
        at=at,
    )


def _reached(percent: Any) -> tuple[Outcome, str]:
    """Return what a score means: all of it is passed. Points without a maximum say nothing."""
    if isinstance(percent, bool) or not isinstance(percent, (int, float)):
        return Outcome.NOT_ASSESSED, "no percentage"
    return Outcome.PASSED if percent >= WHOLE else Outcome.FAILED, f"{percent:g} %"
