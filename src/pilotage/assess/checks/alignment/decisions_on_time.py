"""Every question has a decider and a day, and is answered by then.

Why     Most lost days of a migration are spent waiting for an answer, not copying data.
Fix     The decider named in [[decision]] answers, or the executive sponsor names another decider
        and another day. Write answered_on and the answer.
Source  Pilotage practice, after the decision records of
        https://learn.microsoft.com/azure/well-architected/architect-role/architecture-decision-record
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds
from pilotage.assess.agreed.spans import told
from pilotage.facts.engagement import Decision
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.situation import Situation


@migration_check(
    "alignment.decisions_on_time",
    area=Area.ALIGNMENT,
    severity=Severity.MEDIUM,
    attest_days=30,
)
def decisions_on_time(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per question that waits too long, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    if not engagement.decision:
        yield not_assessed(engagement.migration.name, "the engagement lists no decision")
        return
    faults = each_fault(
        engagement.decision, lambda each: each.question, lambda each: _waits(each, today)
    )
    yield from faults
    if not faults:
        open_now = sum(1 for each in engagement.decision if not _answered(each, today))
        says = f"Of {len(engagement.decision)} decisions {open_now} are open, and none is late."
        yield holds(engagement.migration.name, says, engagement.decision)


def _answered(decision: Decision, today: date) -> bool:
    return decision.answered_on is not None and decision.answered_on <= today


def _waits(decision: Decision, today: date) -> str:
    if _answered(decision, today):
        return ""
    if not decision.decider.strip():
        return f"Nobody is named to decide: {decision.question}"
    if decision.decide_by is None:
        return f"{decision.decider} has no day by which to decide: {decision.question}"
    if decision.decide_by < today:
        late = (today - decision.decide_by).days
        return (
            f"{decision.decider} was to decide by {told(decision.decide_by)}, "
            f"{late} days ago: {decision.question}"
        )
    return ""
