"""Every duty and every decider has a second person.

Why     One person per duty is a plan for the case that nobody falls ill, sleeps or is in a
        meeting.
Fix     The help-desk lead names a backup on each [[duty]], somebody else than the primary;
        sponsor, lead and security lead name theirs under [[person]].
Source  https://sre.google/sre-book/being-on-call/
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds, lacks
from pilotage.facts.engagement import Duty, Engagement, Person
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.role import ROLES
from pilotage.facts.situation import Situation

DECIDERS = ("sponsor", "lead", "security_lead")


@migration_check("support.backups_named", area=Area.SUPPORT, severity=Severity.MEDIUM)
def backups_named(situation: Situation) -> Iterator[Finding]:
    """Yield one finding for the duties, and one per decider, without a second person."""
    engagement = agreed(situation)
    name, deciders = engagement.migration.name, _deciders(engagement)
    alone = [duty for duty in engagement.duty if not _has_second(duty)]
    faults = each_fault(deciders, lambda each: each.name, _sole)
    if not engagement.duty:
        faults.append(lacks("roster", "No duty is listed, so no duty has a backup."))
    elif alone:
        says = f"{len(alone)} of {len(engagement.duty)} duties have no second person."
        faults.append(lacks("roster", says, alone))
    if not deciders:
        faults.append(lacks("deciders", "No sponsor, lead or security lead is named."))
    says = f"All {len(engagement.duty)} duties and {len(deciders)} deciders have a backup."
    yield from faults or [holds(name, says, engagement.duty)]


def _deciders(engagement: Engagement) -> list[Person]:
    return [each for each in engagement.person if set(each.roles) & set(DECIDERS)]


def _has_second(duty: Duty) -> bool:
    backup = duty.backup.strip().casefold()
    return bool(backup) and backup != duty.primary.strip().casefold()


def _sole(person: Person) -> str:
    backup = person.backup.strip().casefold()
    if backup and backup != person.name.strip().casefold():
        return ""
    roles = " and ".join(ROLES[role].title for role in person.roles if role in DECIDERS)
    return f"{person.name} ({roles}) has no backup."
