"""For every business service its owner signed how long it may be down, and how much may be lost.

Why     Whether to go on or to go back is decided in hours. Without a signed number the decision
        waits for somebody to find out what an hour costs.
Fix     The owner of each [[service]] names rto_hours and rpo_hours, and signs: signed_on.
Source  https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds, lacks
from pilotage.assess.agreed.spans import fresh, told
from pilotage.facts.engagement import Service
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation

DAYS = 180


@migration_check("continuity.rto_signed", area=Area.CONTINUITY, severity=Severity.HIGH)
def rto_signed(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per service without signed limits, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    name, services = engagement.migration.name, engagement.service
    if not services:
        yield lacks(name, "No business service is listed, so no RTO or RPO is signed.")
        return
    faults = each_fault(services, lambda each: each.name, lambda each: _open(each, today))
    says = f"RTO and RPO of all {len(services)} services were signed in the last {DAYS} days."
    yield from faults or [holds(name, says, services)]


def _open(service: Service, today: date) -> str:
    limits = {"RTO": service.rto_hours, "RPO": service.rpo_hours}
    if absent := [name for name, limit in limits.items() if limit is None or not limit >= 0]:
        return f"{service.name} has no {' and no '.join(absent)}."
    if service.signed_on is None:
        return f"{service.owner or 'The owner'} has not signed RTO and RPO of {service.name}."
    if not fresh(service.signed_on, today, DAYS):
        day = told(service.signed_on)
        return f"RTO and RPO of {service.name} were signed on {day}, not in the last {DAYS} days."
    return ""
