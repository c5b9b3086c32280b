"""What was sent has reached nine of ten, and somebody counted.

Why     Sent is not read. A department below that share will call on the first morning.
Fix     The champion of the audience counts who knows, tells the rest in person, and the lead
        writes reached_percent on the [[message]].
Source  Pilotage practice: nine of ten is the share that the go or no-go of a wave asks for.
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, holds, lacks
from pilotage.facts.engagement import Message
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.situation import Situation

ENOUGH_PERCENT = 90


@migration_check(
    "communication.reach_measured",
    area=Area.COMMUNICATION,
    severity=Severity.MEDIUM,
    attest_days=14,
)
def reach_measured(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per sent message that reached too few or was not counted."""
    engagement, today = agreed(situation), situation.now.date()
    name, sent = engagement.migration.name, _sent(engagement.message, today)
    if not sent:
        yield not_assessed(name, "no message has been sent yet")
        return
    judged = [finding for message in sent for finding in _judge(message)]
    says = f"All {len(sent)} messages sent reached at least {ENOUGH_PERCENT} % of their audience."
    yield from judged or [holds(name, says, sent)]


def _sent(messages: tuple[Message, ...], today: date) -> list[Message]:
    return [each for each in messages if each.sent_on is not None and each.sent_on <= today]


def _judge(message: Message) -> Iterator[Finding]:
    reached = message.reached_percent
    if reached is None:
        yield not_assessed(message.title, f"nobody counted who of {message.audience} got it")
    elif not reached >= ENOUGH_PERCENT:
        says = f'"{message.title}" reached {reached:.0f} % of {message.audience}.'
        yield lacks(message.title, says, [message])
