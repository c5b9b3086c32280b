"""The people named in the plan said yes to their duties in the last 60 days.

Why     A name in a table is not a promise. People learn that they were responsible when they
        are asked why it was not done.
Fix     The migration lead shows each person the duties of the role and writes accepted_on on the
        [[person]]; a no goes to the sponsor, who finds somebody else.
Source  https://learn.microsoft.com/azure/cloud-adoption-framework/organize/raci-alignment
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds, lacks
from pilotage.assess.agreed.spans import fresh, told
from pilotage.facts.engagement import Person
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation

DAYS = 60


@migration_check("support.raci_accepted", area=Area.SUPPORT, severity=Severity.MEDIUM)
def raci_accepted(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per person who has not said yes, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    name, people = engagement.migration.name, engagement.person
    if not people:
        yield lacks(name, "Nobody is named, so nobody has accepted a duty.")
        return
    faults = each_fault(people, lambda each: each.name, lambda each: _open(each, today))
    says = f"All {len(people)} people accepted their duties in the last {DAYS} days."
    yield from faults or [holds(name, says, people)]


def _open(person: Person, today: date) -> str:
    if fresh(person.accepted_on, today, DAYS):
        return ""
    duties = ", ".join(person.roles) or "no role yet"
    if person.accepted_on is None or person.accepted_on > today:
        return f"{person.name} has not accepted: {duties}."
    return f"{person.name} accepted on {told(person.accepted_on)}, over {DAYS} days ago: {duties}."
