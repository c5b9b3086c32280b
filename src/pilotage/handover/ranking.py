"""Findings in the order in which they matter, each with a number that page and workbook share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pilotage.facts.finding import Finding, Outcome

OUTCOMES = (Outcome.FAILED, Outcome.NOT_ASSESSED, Outcome.PASSED)


@dataclass(frozen=True)
class Ranked:
    """A finding and its number, counted from 1 over the whole report."""

    number: int
    finding: Finding


def ranked(findings: Iterable[Finding]) -> tuple[Ranked, ...]:
    """Return every finding, failures first and the most severe of them at the top."""
    ordered = sorted(
        findings,
        key=lambda each: (
            OUTCOMES.index(each.outcome),
            -each.severity.value,
            each.check,
            each.side,
            each.subject,
            each.says,
        ),
    )
    return tuple(Ranked(number, finding) for number, finding in enumerate(ordered, 1))
