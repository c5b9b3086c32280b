"""Verdicts of Maester.

Source: https://maester.dev/docs (test-results JSON)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pilotage.collect.results import Result, severity, text
from pilotage.collect.results.frameworks import of_tags
from pilotage.collect.results.plain import first_paragraph, plain
from pilotage.facts.finding import Outcome

TOOL = "Maester"
OUTCOMES = {"passed": Outcome.PASSED, "failed": Outcome.FAILED}
"""Skipped, NotRun, Error and Investigate are no verdict."""


def result(test: Any, at: str = "") -> Result | None:
    """Return the verdict of one test, None if it is none."""
    if not isinstance(test, Mapping):
        return None
    name = text(test, "Name")
    id, word = text(test, "Id") or name.partition(":")[0], text(test, "Result")
    if not id or not word:
        return None
    tags = test.get("Tag")
    named = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    said = text(test, "ResultDetail", "TestResult")
    return Result(
        TOOL,
        id,
        word,
        OUTCOMES.get(word.lower(), Outcome.NOT_ASSESSED),
        title=plain(text(test, "Title") or name),
        says=first_paragraph(said or text(test, "ResultDetail", "SkippedReason")),
        severity=severity(text(test, "ResultDetail", "Severity") or text(test, "Severity")),
        frameworks=of_tags([*named, id]),
        at=at,
    )
