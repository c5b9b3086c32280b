"""Every critical journey has a manual way that keeps the department going.

Why     With a way on paper an outage costs effort; without one it costs the day.
Fix     Each department head writes for each critical [[journey]] how the work goes on without
        the system: workaround.
Source  https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final (manual procedures)
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds, lacks
from pilotage.facts.engagement import Journey
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation


@migration_check("continuity.workarounds_written", area=Area.CONTINUITY, severity=Severity.HIGH)
def workarounds_written(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per critical journey without a manual way, or one PASSED for all."""
    engagement = agreed(situation)
    name = engagement.migration.name
    journeys = [each for each in engagement.journey if each.critical]
    if not journeys:
        yield lacks(name, "No critical journey is listed, so none has a manual way.")
        return
    faults = each_fault(journeys, lambda each: each.name, _without)
    says = f"All {len(journeys)} critical journeys have a manual way."
    yield from faults or [holds(name, says, journeys)]


def _without(journey: Journey) -> str:
    if journey.workaround.strip():
        return ""
    return f"{journey.department} has no manual way for: {journey.name}."
