"""A change window is agreed, and ends before the deadline.

Why     Without an agreed window every date that people hear is a wish.
Fix     The department heads and the migration lead agree on a [[window]] before the deadline, or
        the executive sponsor moves the deadline.
Source  Pilotage practice: waves are placed in agreed windows, never beside them.
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, holds, lacks
from pilotage.assess.agreed.spans import days_of, span_of, told, windows_ahead, zone_of
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.situation import Situation


@migration_check("continuity.window_before_deadline", area=Area.CONTINUITY, severity=Severity.HIGH)
def window_before_deadline(situation: Situation) -> Iterator[Finding]:
    """Yield one finding about the windows between now and the deadline."""
    engagement = agreed(situation)
    name, deadline = engagement.migration.name, engagement.migration.deadline
    zone, ahead = zone_of(engagement), windows_ahead(engagement, situation.now)
    if not ahead:
        yield lacks(name, "No change window lies ahead.", engagement.window)
        return
    if deadline is None:
        yield not_assessed(name, "the engagement gives no deadline")
        return
    fits = [each for each in ahead if days_of(span_of(each, zone), zone)[1] <= deadline]
    if fits:
        says = f"{len(fits)} of {len(ahead)} windows ahead end by {told(deadline)}."
        yield holds(name, says, fits)
    else:
        says = f"None of {len(ahead)} windows ahead ends by the deadline, {told(deadline)}."
        yield lacks(name, says, ahead)
