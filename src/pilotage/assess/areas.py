"""The eight areas: counts, and the worst reason first. Never an average."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pilotage.facts.engagement import Engagement
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.readiness import AreaState, State
from pilotage.facts.signed import Deviation

BLOCKING = (Severity.HIGH, Severity.CRITICAL)
"""Findings of these severities decide whether an area is off track or unknown."""

UNKNOWN_SHARE = 0.25
"""More unanswered blocking questions than this share, and nothing can be said."""


def area_states(
    findings: Iterable[Finding], engagement: Engagement | None, today: date
) -> tuple[AreaState, ...]:
    """Return the state of each area, all eight in the order of ``Area``."""
    known = [each for each in findings if each.applies]
    return tuple(
        _state_of(area, [each for each in known if each.area is area], engagement, today)
        for area in Area
    )


def accepted(finding: Finding, engagement: Engagement | None, today: date) -> Deviation | None:
    """Return the deviation under which a named person accepts that ``finding`` failed today."""
    if engagement is None or finding.outcome is not Outcome.FAILED:
        return None
    for deviation in engagement.deviation:
        answers = deviation.check == finding.check and deviation.side in ("", finding.side)
        signed = deviation.who.strip() and deviation.why.strip()
        if answers and signed and today <= deviation.expires_on:
            return deviation
    return None


def blind(findings: Sequence[Finding]) -> bool:
    """Say whether so many blocking questions are open that nothing can be said.

    A question is one check on one side, however many findings it has: one that was answered
    about a hundred mailboxes does not outweigh three that could not be asked.
    """
    applying = [finding for finding in findings if finding.applies]
    blocking = [finding for finding in applying if finding.severity in BLOCKING]
    asked = {(finding.check, finding.side) for finding in blocking}
    unanswered = {
        (finding.check, finding.side)
        for finding in blocking
        if finding.outcome is Outcome.NOT_ASSESSED
    }
    return not applying or len(unanswered) > UNKNOWN_SHARE * len(asked)


def _state_of(
    area: Area, findings: list[Finding], engagement: Engagement | None, today: date
) -> AreaState:
    counts = dict.fromkeys(Outcome, 0)
    for finding in findings:
        counts[finding.outcome] += 1
    reasons = [
        (accepted(finding, engagement, today), finding)
        for finding in findings
        if finding.outcome is not Outcome.PASSED
    ]
    reasons.sort(key=lambda reason: (reason[0] is not None, *_rank(reason[1])))
    return AreaState(
        area,
        _word(findings, [finding for deviation, finding in reasons if deviation is None]),
        counts[Outcome.PASSED],
        counts[Outcome.FAILED],
        counts[Outcome.NOT_ASSESSED],
        tuple(_said(finding, deviation) for deviation, finding in reasons),
    )


def _word(findings: list[Finding], reasons: list[Finding]) -> State:
    """Return the word for an area; ``reasons`` are its open findings that nobody accepted."""
    if any(each.outcome is Outcome.FAILED and each.severity in BLOCKING for each in reasons):
        return State.OFF_TRACK
    if blind(findings):
        return State.UNKNOWN
    if any(each.outcome is not Outcome.PASSED for each in findings):
        return State.AT_RISK
    return State.ON_TRACK


def _rank(finding: Finding) -> tuple[int, bool, str, str, str, str]:
    unknown = finding.outcome is Outcome.NOT_ASSESSED
    severity = -finding.severity.value
    return severity, unknown, finding.check, finding.side, finding.subject, finding.says


def _said(finding: Finding, deviation: Deviation | None) -> Finding:
    if deviation is None:
        return finding
    until = f"{deviation.expires_on.day} {deviation.expires_on:%b %Y}"
    why = deviation.why.strip().rstrip(".")
    return replace(
        finding, says=f"{finding.says} Accepted by {deviation.who} until {until}: {why}."
    )
