"""Of every critical service something was restored in the last 30 days.

Why     A backup is a hope until it was restored. The night of a move is the wrong time to learn
        that the key was missing.
Fix     The owner of the backup restores a sample inside the RTO and the service owner looks at
        it; write restored_on on the [[service]].
Source  https://sre.google/sre-book/data-integrity/
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds, lacks
from pilotage.assess.agreed.spans import fresh, told
from pilotage.facts.engagement import Service
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation

DAYS = 30


@migration_check("continuity.restore_proven", area=Area.CONTINUITY, severity=Severity.HIGH)
def restore_proven(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per critical service without a fresh restore, or one PASSED for all.

    Where no service is marked as critical, each of them counts.
    """
    engagement, today = agreed(situation), situation.now.date()
    name, services = engagement.migration.name, engagement.service
    judged = [each for each in services if each.critical] or services
    if not judged:
        yield lacks(name, "No business service is listed, so no restore is proven.")
        return
    faults = each_fault(judged, lambda each: each.name, lambda each: _unproven(each, today))
    says = f"A restore of each of {len(judged)} services was proven in the last {DAYS} days."
    yield from faults or [holds(name, says, judged)]


def _unproven(service: Service, today: date) -> str:
    if fresh(service.restored_on, today, DAYS):
        return ""
    if service.restored_on is None or service.restored_on > today:
        return f"A restore of {service.name} was never proven."
    return f"{service.name} was last restored on {told(service.restored_on)}, over {DAYS} days ago."
