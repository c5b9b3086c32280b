"""Every audience hears five times: two weeks, one week and two days before, then, and after.

Why     A change that people hear of once, on the day, comes as a surprise to most of them, and
        each surprise is a call to the help desk.
Fix     The champions and the migration lead add a [[message]] for the audience with days = -14,
        -7, -2, 0 or 1, counted from the start of the change window.
Source  Pilotage practice, after https://www.prosci.com/methodology/adkar (awareness before action)
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.audiences import heard_by, moving_audiences
from pilotage.assess.agreed.entries import agreed, holds, lacks, listing
from pilotage.facts.engagement import Message
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation

MOMENTS = {
    "T-14": range(-31, -9),
    "T-7": range(-9, -4),
    "T-2": range(-4, 0),
    "T-0": range(1),
    "T+1": range(1, 4),
}
"""The five moments, and the days from T-0 that count as each."""


@migration_check("communication.messages_planned", area=Area.COMMUNICATION, severity=Severity.HIGH)
def messages_planned(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per audience that misses a moment, or one PASSED for all."""
    engagement = agreed(situation)
    found = False
    for audience in moving_audiences(engagement):
        messages = heard_by(engagement, audience)
        if missing := _missing(messages):
            found = True
            says = f"No message to {audience} is planned for {listing(missing)}."
            yield lacks(audience, says, messages)
    if not found:
        audiences = len(moving_audiences(engagement))
        says = f"Each of {audiences} audiences hears at {listing(MOMENTS)}."
        yield holds(engagement.migration.name, says, engagement.message)


def _missing(messages: list[Message]) -> list[str]:
    planned = {message.days for message in messages}
    return [moment for moment, days in MOMENTS.items() if not planned.intersection(days)]
