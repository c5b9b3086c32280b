"""Verdicts of Microsoft's Zero Trust Assessment.

Source: https://microsoft.github.io/zerotrustassessment/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pilotage.collect.results import Result, severity, text
from pilotage.collect.results.plain import first_paragraph, plain
from pilotage.facts.finding import Outcome

TOOL = "Zero Trust Assessment"
OUTCOMES = {"passed": Outcome.PASSED, "failed": Outcome.FAILED}
"""Skipped, Planned, Investigate and Error are no verdict."""


def result(test: Any, at: str = "") -> Result | None:
    """Return the verdict of one test, None if it is none."""
    if not isinstance(test, Mapping):
        return None
    number = test.get("TestId")
    id = str(number).strip() if isinstance(number, (str, int)) else ""
    word = text(test, "TestStatus")
    if not id or not word:
        return None
    return Result(
        TOOL,
        id,
        word,
        OUTCOMES.get(word.lower(), Outcome.NOT_ASSESSED),
        title=plain(text(test, "TestTitle")),
        says=first_paragraph(text(test, "SkippedReason") or text(test, "TestResult")),
        severity=severity(text(test, "TestRisk")),
        at=at,
    )
