"""Every business service has an owner whom we know.

Why     When a service breaks in the move, the owner says what still works, what may wait and
        who tests it. Without one, the engineers guess.
Fix     The executive sponsor lists each business service as a [[service]] and names its owner,
        who is also listed as a [[person]] or named by address.
Source  https://learn.microsoft.com/azure/cloud-adoption-framework/manage/
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, find_person, holds, lacks
from pilotage.facts.engagement import Engagement, Service
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation


@migration_check("dependency.services_owned", area=Area.DEPENDENCIES, severity=Severity.HIGH)
def services_owned(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per service without a known owner, or one PASSED for all."""
    engagement = agreed(situation)
    name, services = engagement.migration.name, engagement.service
    if not services:
        yield lacks(name, "No business service is listed, so none has an owner.")
        return
    faults = each_fault(services, lambda each: each.name, lambda each: _unowned(each, engagement))
    yield from faults or [holds(name, f"All {len(services)} services have an owner.", services)]


def _unowned(service: Service, engagement: Engagement) -> str:
    owner = service.owner.strip()
    if not owner:
        return f"{service.name} has no owner."
    if "@" in owner or find_person(engagement, owner):
        return ""
    return f"{owner}, owner of {service.name}, is not among the people of the engagement file."
