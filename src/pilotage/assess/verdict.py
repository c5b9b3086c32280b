"""One word for the whole migration, and at most three reasons that say who must act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from pilotage.assess.agreed.spans import told
from pilotage.assess.areas import blind
from pilotage.facts.engagement import Engagement
from pilotage.facts.finding import Finding, Outcome
from pilotage.facts.readiness import AREA_OWNER, AreaState, Level, Risk, State, Verdict
from pilotage.facts.role import ROLES

REASONS = 3

SLACK_DAYS = 7
"""With fewer days than this between the plan's end and the deadline, the date is at risk."""


def verdict(
    areas: Sequence[AreaState],
    risks: Sequence[Risk],
    findings: Sequence[Finding],
    engagement: Engagement | None,
    now: datetime,
    *,
    finish: date | None = None,
) -> Verdict:
    """Return the word for the migration and its reasons, those with the most effect first.

    ``finish`` is the day on which the plan ends, if there is a plan. Off track wins over
    unknown: what is known to be broken does not wait for the rest to be read.
    """
    date_state, date_reasons = _date(engagement, now.date(), finish)
    words = {area.state for area in areas} | {date_state}
    if State.OFF_TRACK in words:
        state = State.OFF_TRACK
    elif blind(findings):
        state = State.UNKNOWN
    elif words != {State.ON_TRACK} or any(risk.level is Level.HIGH for risk in risks):
        state = State.AT_RISK
    else:
        state = State.ON_TRACK
    reasons = [*date_reasons, *_of_areas(areas, engagement), *_of_risks(risks, engagement)]
    return Verdict(state, tuple(dict.fromkeys(reasons))[:REASONS])


def _date(
    engagement: Engagement | None, today: date, finish: date | None
) -> tuple[State, list[str]]:
    """Return what the deadline says about the migration, and why."""
    deadline = engagement.migration.deadline if engagement else None
    if deadline is None:
        return State.ON_TRACK, []
    who = _who("sponsor", engagement)
    if deadline < today:
        late = f"{(today - deadline).days} days ago"
        return State.OFF_TRACK, [f"{who} must act: the deadline was {told(deadline)}, {late}."]
    if finish is not None and finish > deadline:
        says = (
            f"the plan ends on {told(finish)}, {(finish - deadline).days} days after the deadline"
        )
        return State.OFF_TRACK, [f"{who} must move the deadline or cut scope: {says}."]
    if finish is not None and (deadline - finish).days < SLACK_DAYS:
        says = (
            f"the plan ends on {told(finish)}, {(deadline - finish).days} days before the deadline"
        )
        return State.AT_RISK, [f"{who} must decide what gives if time runs short: {says}."]
    return State.ON_TRACK, []


def _of_areas(areas: Sequence[AreaState], engagement: Engagement | None) -> Iterator[str]:
    """Yield the leading reason of each area that is not on track, the worst area first."""
    words = list(State)
    waiting = [(area, _leading(area)) for area in areas if area.state is not State.ON_TRACK]
    waiting.sort(key=lambda each: (words.index(each[0].state), -_severity(each[1])))
    for area, finding in waiting:
        who = _who(AREA_OWNER[area.area], engagement)
        if finding is None:
            yield f"{who} must find out: nothing is known about {area.area.value}."
        elif finding.outcome is Outcome.FAILED:
            yield f"{who} must act: {finding.says}"
        else:
            yield f"{who} must find out whether this holds: {finding.title} {finding.says}"


def _leading(area: AreaState) -> Finding | None:
    """Return the reason that gave the area its word: a failure if it is off track."""
    failing = (each for each in area.reasons if each.outcome is Outcome.FAILED)
    first = next(iter(area.reasons), None)
    return next(failing, first) if area.state is State.OFF_TRACK else first


def _severity(finding: Finding | None) -> int:
    return finding.severity.value if finding else 0


def _of_risks(risks: Sequence[Risk], engagement: Engagement | None) -> Iterator[str]:
    for risk in risks:
        if risk.level is Level.HIGH:
            response = risk.responses[0] if risk.responses else "find a response"
            who, title = _who(risk.owner, engagement), risk.title.lower()
            yield f"{who} must act on a high risk, {title}: {response}."


def _who(role: str, engagement: Engagement | None) -> str:
    """Return the person who holds ``role`` with its title, or the title alone."""
    title = ROLES[role].title
    holders = engagement.holders(role) if engagement else ()
    return f"{holders[0].name} ({title})" if holders else f"The {title.lower()} (nobody is named)"
