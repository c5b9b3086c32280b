"""Every planned message is approved by somebody who answers for it.

Why     A message with a wrong time or a wrong number is worse than none: people act on it.
Fix     The migration lead has each text read by the sponsor or the department head and writes
        approved_by on the [[message]].
Source  Pilotage practice: the business signs what its people are promised.
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds, lacks
from pilotage.facts.engagement import Message
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation


@migration_check(
    "communication.messages_approved", area=Area.COMMUNICATION, severity=Severity.MEDIUM
)
def messages_approved(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per message without approval, or one PASSED for all."""
    engagement = agreed(situation)
    name, messages = engagement.migration.name, engagement.message
    if not messages:
        yield lacks(name, "No message is planned, so none is approved.")
        return
    faults = each_fault(messages, lambda each: each.title, _unapproved)
    yield from faults or [holds(name, f"All {len(messages)} messages are approved.", messages)]


def _unapproved(message: Message) -> str:
    if message.approved_by.strip():
        return ""
    return f'Nobody approved "{message.title}" to {message.audience} ({message.days:+d} days).'
