"""Every deviation names who carries the risk, and has not ended.

Why     An exception without an end is a lower standard. One that has ended is a failing check
        that everybody has stopped seeing.
Fix     The security lead fixes what failed, or decides again and writes a new expires_on, who and
        why on the [[deviation]].
Source  https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final (CA-5, plan of action and milestones)
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import CHECKS, migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds
from pilotage.assess.agreed.spans import told
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.signed import Deviation
from pilotage.facts.situation import Situation


@migration_check(
    "documentation.deviations_in_date", area=Area.DOCUMENTATION, severity=Severity.HIGH
)
def deviations_in_date(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per deviation that counts no more, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    name, deviations = engagement.migration.name, engagement.deviation
    faults = each_fault(deviations, lambda each: each.check, lambda each: _void(each, today))
    says = f"All {len(deviations)} deviations are owned and in date."
    yield from faults or [holds(name, says, deviations)]


def _void(deviation: Deviation, today: date) -> str:
    if deviation.check not in CHECKS:
        return f'A deviation names the check "{deviation.check}", which does not exist.'
    if not deviation.who.strip() or not deviation.why.strip():
        return f"The deviation from {deviation.check} does not say who accepts it and why."
    if deviation.expires_on < today:
        ended = told(deviation.expires_on)
        return f"{deviation.who} accepted the deviation from {deviation.check} until {ended} only."
    return ""
