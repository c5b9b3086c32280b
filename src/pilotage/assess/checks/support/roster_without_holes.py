"""Somebody is on duty at every hour, from the start of each window to five days after it.

Why     The first person who cannot work rings at six in the morning. If nobody is on duty, the
        outage lasts as long as it takes to find somebody, not as long as it takes to fix it.
Fix     The help-desk lead fills the hours that the finding names with a [[duty]]: starts, hours,
        primary and backup.
Source  https://sre.google/sre-book/being-on-call/
"""

from collections.abc import Iterator
from datetime import timedelta, tzinfo

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, holds, lacks, listing
from pilotage.assess.agreed.spans import (
    Span,
    clock,
    hours,
    span_of,
    uncovered,
    windows_ahead,
    zone_of,
)
from pilotage.facts.engagement import Window
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.situation import Situation

AFTER = timedelta(days=5)


@migration_check("support.roster_without_holes", area=Area.SUPPORT, severity=Severity.HIGH)
def roster_without_holes(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per window with the hours that nobody covers, or one PASSED for all."""
    engagement = agreed(situation)
    zone, windows = zone_of(engagement), windows_ahead(engagement, situation.now)
    if not windows:
        yield not_assessed(engagement.migration.name, "no change window lies ahead")
        return
    covers = [span_of(duty, zone) for duty in engagement.duty if duty.primary.strip()]
    holes = {window: uncovered(_supported(window, zone), covers) for window in windows}
    yield from (_finding(window, holes[window], zone) for window in windows if holes[window])
    if not any(holes.values()):
        says = f"Every hour of {len(windows)} windows and the five days after them is covered."
        yield holds(engagement.migration.name, says, engagement.duty)


def _supported(window: Window, zone: tzinfo) -> Span:
    starts, ends = span_of(window, zone)
    return starts, max(ends, starts + AFTER)


def _finding(window: Window, holes: list[Span], zone: tzinfo) -> Finding:
    subject = f"window {clock(span_of(window, zone), zone)}"
    times = listing((clock(hole, zone) for hole in holes), most=3)
    return lacks(subject, f"{hours(holes):g} h uncovered: {times}.", [window])
