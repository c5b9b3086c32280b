"""Findings for scripts and for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from pilotage.cli.failure import CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import print_table
from pilotage.facts.finding import Finding, Outcome
from pilotage.facts.readiness import AreaState
from pilotage.facts.situation import Situation

SAMPLE = 5
WORST_FIRST = (Outcome.FAILED, Outcome.NOT_ASSESSED, Outcome.PASSED)


def assessment(findings: Sequence[Finding], situation: Situation) -> dict[str, Any]:
    """Return findings and what could not be read, as plain values."""
    not_read = [
        f"{snapshot.side}: {name}: {capture.missing}"
        for snapshot in situation.snapshots()
        for name, capture in sorted(snapshot.captures.items())
        if capture.missing
    ]
    refused = [
        f"{refusal.where}: {refusal.why}"
        for snapshot in situation.snapshots()
        for refusal in snapshot.refused
    ]
    return {"findings": [_plain(each) for each in findings], "not_read": not_read + refused}


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "outcome": finding.outcome.value,
        "applies": finding.applies,
        "severity": finding.severity.name.lower(),
        "side": finding.side,
        "subject": finding.subject,
        "says": finding.says,
        "basis": finding.basis.value,
        "area": finding.area.value,
        "frameworks": list(finding.frameworks),
        "fix": finding.fix,
        "source": finding.url,
        "evidence": {
            "rows": finding.evidence.height,
            "sample": finding.evidence.head(SAMPLE).to_dicts(),
        },
    }


def print_findings(findings: Sequence[Finding]) -> None:
    """Print what failed and what could not be assessed, worst first, and how many passed."""
    rank = {outcome: place for place, outcome in enumerate(WORST_FIRST)}
    ranked = sorted(
        findings, key=lambda each: (rank[each.outcome], -each.severity.value, each.check)
    )
    shown = [each for each in ranked if each.outcome is not Outcome.PASSED]
    rows = [
        (
            each.outcome.value.replace("_", " ") if each.applies else "does not apply",
            each.severity.name.lower(),
            each.check,
            each.side,
            each.says,
        )
        for each in shown
    ]
    print_table("Findings", ["outcome", "severity", "check", "side", "says"], rows)
    click.echo(f"{len(findings) - len(shown)} passed.")


def exit_code(findings: Sequence[Finding]) -> int:
    """Return 3 where a check failed, 4 where one could not be assessed, else 0."""
    outcomes = {finding.outcome for finding in findings if finding.applies}
    if Outcome.FAILED in outcomes:
        return CRITERIA_NOT_MET
    return NOT_ENOUGH_EVIDENCE if Outcome.NOT_ASSESSED in outcomes else 0


def areas_plain(areas: Sequence[AreaState]) -> list[dict[str, Any]]:
    """Return the eight areas with their word, their counts and their worst reason."""
    return [
        {
            "area": each.area.value,
            "state": each.state.value,
            "passed": each.passed,
            "failed": each.failed,
            "not_assessed": each.not_assessed,
            "worst": each.reasons[0].says if each.reasons else "",
        }
        for each in areas
    ]


def print_areas(areas: Sequence[AreaState]) -> None:
    """Print the eight areas as a table."""
    rows = [tuple(each.values()) for each in areas_plain(areas)]
    print_table("Areas", ("area", "state", "passed", "failed", "not assessed", "worst"), rows)
