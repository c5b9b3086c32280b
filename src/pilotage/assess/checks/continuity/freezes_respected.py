"""No window lies in a freeze, and every frozen department has a window that is free for it.

Why     A move in the month end, the payroll run or the stocktake turns a small fault into a
        missed payment.
Fix     The migration lead moves the [[window]], or the department head lifts the [[freeze]]; a
        department that truly has none signs that as an attestation.
Source  Pilotage practice: the business names the days, the plan keeps them.
"""

from collections.abc import Iterator
from datetime import tzinfo

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, holds, lacks
from pilotage.assess.agreed.spans import clock, days_of, span_of, windows_ahead, zone_of
from pilotage.facts.engagement import Engagement, Freeze, Window
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.situation import Situation

EVERYBODY = "*"


@migration_check(
    "continuity.freezes_respected",
    area=Area.CONTINUITY,
    severity=Severity.HIGH,
    attest_days=60,
)
def freezes_respected(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per frozen window and per department that no window is free for."""
    engagement = agreed(situation)
    name, windows = engagement.migration.name, windows_ahead(engagement, situation.now)
    if not windows:
        yield not_assessed(name, "no change window lies ahead")
    elif not engagement.freeze:
        yield not_assessed(name, "no department has named a freeze, or said that it has none")
    else:
        faults = [*_frozen(windows, engagement), *_shut_out(windows, engagement)]
        says = f"{len(windows)} windows keep clear of {len(engagement.freeze)} freezes."
        yield from faults or [holds(name, says, engagement.freeze)]


def _frozen(windows: list[Window], engagement: Engagement) -> Iterator[Finding]:
    zone = zone_of(engagement)
    for window in windows:
        hit = [each for each in _of(EVERYBODY, engagement) if _meets(each, window, zone)]
        if hit:
            when = clock(span_of(window, zone), zone)
            says = f"The window {when} lies in a freeze of everyone: {_why(hit[0])}."
            yield lacks(f"window {when}", says, hit)


def _shut_out(windows: list[Window], engagement: Engagement) -> Iterator[Finding]:
    """Yield a finding per department whose own freezes leave it no window at all."""
    zone = zone_of(engagement)
    for department in sorted({each.department for each in engagement.freeze} - {EVERYBODY}):
        freezes = _of(department, engagement)
        if all(any(_meets(each, window, zone) for each in freezes) for window in windows):
            says = f"Every window lies in a freeze of {department}: {_why(freezes[0])}."
            yield lacks(department, says, freezes)


def _of(department: str, engagement: Engagement) -> list[Freeze]:
    return [each for each in engagement.freeze if each.department == department]


def _meets(freeze: Freeze, window: Window, zone: tzinfo) -> bool:
    first, last = days_of(span_of(window, zone), zone)
    return freeze.first <= last and first <= freeze.last


def _why(freeze: Freeze) -> str:
    return freeze.reason.strip().rstrip(".") or "no reason given"
