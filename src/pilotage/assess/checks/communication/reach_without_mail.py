"""Every department can be reached when mail does not work.

Why     On the day of the move mail is what is most likely to be broken. News by mail then
        reaches nobody who needs it.
Fix     Each department head names a champion, and the champion gives a phone number: champion
        under [[department]], phone under [[person]].
Source  https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final (call trees and alternate channels)
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, find_person, holds, lacks
from pilotage.facts.engagement import Department, Engagement
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation


@migration_check(
    "communication.reach_without_mail",
    area=Area.COMMUNICATION,
    severity=Severity.HIGH,
    attest_days=30,
)
def reach_without_mail(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per department without a phone to ring, or one PASSED for all."""
    engagement = agreed(situation)
    name, departments = engagement.migration.name, engagement.department
    if not departments:
        yield lacks(name, "No department is listed, so nobody knows whom to ring without mail.")
        return
    faults = each_fault(
        departments, lambda each: each.name, lambda each: _unreachable(each, engagement)
    )
    yield from faults or [
        holds(name, f"All {len(departments)} departments have a number to ring.", departments)
    ]


def _unreachable(department: Department, engagement: Engagement) -> str:
    wanted = department.name.strip().casefold()
    inside = (each for each in engagement.person if each.department.strip().casefold() == wanted)
    if wanted and any(each.phone.strip() for each in inside):
        return ""
    champion = department.champion.strip()
    if not champion:
        return f"{department.name} has no champion and no phone number to ring."
    person = find_person(engagement, champion)
    if person is None or not person.phone.strip():
        return f"{champion}, champion of {department.name}, has no phone number on file."
    return ""
