"""Every answered decision says what was decided, and by whom.

Why     In a year somebody asks why it was done like this. Without the answer it is undone, and
        the old mistake is made again.
Fix     The decider writes the answer with its reason on the [[decision]].
Source  https://learn.microsoft.com/azure/well-architected/architect-role/architecture-decision-record
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds, lacks
from pilotage.facts.engagement import Decision
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation


@migration_check("documentation.decisions_recorded", area=Area.DOCUMENTATION, severity=Severity.LOW)
def decisions_recorded(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per answered decision without a record, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    name, decisions = engagement.migration.name, engagement.decision
    if not decisions:
        yield lacks(name, "No decision is recorded.")
        return
    faults = each_fault(decisions, lambda each: each.question, lambda each: _bare(each, today))
    answered = sum(1 for each in decisions if each.answered_on is not None)
    says = f"All {answered} answered decisions of {len(decisions)} are recorded."
    yield from faults or [holds(name, says, decisions)]


def _bare(decision: Decision, today: date) -> str:
    if decision.answered_on is None:
        return ""
    if decision.answered_on > today:
        return f"The answer is dated in the future: {decision.question}"
    if not decision.answer.strip():
        return f"It is answered, but nobody wrote how: {decision.question}"
    if not decision.decider.strip():
        return f"It is answered, but nobody wrote by whom: {decision.question}"
    return ""
