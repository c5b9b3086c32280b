"""Every critical journey was walked by a real person in the last 14 days, and worked.

Why     Counts that agree say that data arrived. Only the person who does the work can say that
        the work can be done.
Fix     The champion walks the [[journey]] in the target, at the place where the work is done, and
        the lead writes tester, tested_on and result.
Source  https://sre.google/sre-book/reliable-product-launches/
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds, lacks
from pilotage.assess.agreed.spans import fresh, told
from pilotage.facts.engagement import Journey
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation

DAYS = 14


@migration_check("hypercare.journeys_tested", area=Area.HYPERCARE, severity=Severity.HIGH)
def journeys_tested(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per critical journey that is not proven, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    name = engagement.migration.name
    journeys = [each for each in engagement.journey if each.critical]
    if not journeys:
        yield lacks(name, "No critical journey is listed, so none is tested.")
        return
    faults = each_fault(journeys, lambda each: each.name, lambda each: _unproven(each, today))
    says = f"All {len(journeys)} critical journeys passed in the last {DAYS} days."
    yield from faults or [holds(name, says, journeys)]


def _unproven(journey: Journey, today: date) -> str:
    what = f"{journey.name} ({journey.department})"
    if journey.result == "failed":
        return f"{what} failed when {journey.tester or 'somebody'} tested it."
    if not journey.tester.strip():
        return f"Nobody is named to test {what}."
    if journey.result != "passed" or journey.tested_on is None:
        return f"{journey.tester} has not tested {what}."
    if not fresh(journey.tested_on, today, DAYS):
        return f"{what} was tested on {told(journey.tested_on)}, not in the last {DAYS} days."
    return ""
