"""Every vendor knows the change window and has a number that works at night.

Why     Half of the calls of a bad night go to somebody outside. A ticket queue that opens on
        Monday is no help on Saturday.
Fix     The migration lead asks each vendor to confirm the window and to name contact and
        out_of_hours, and writes window_confirmed_on on the [[vendor]].
Source  https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final (vendor contacts and agreements)
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds
from pilotage.assess.agreed.spans import fresh, told
from pilotage.facts.engagement import Vendor
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.situation import Situation

DAYS = 30


@migration_check(
    "dependency.vendors_confirmed_window",
    area=Area.DEPENDENCIES,
    severity=Severity.MEDIUM,
    attest_days=30,
)
def vendors_confirmed_window(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per vendor that cannot be counted on, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    name, vendors = engagement.migration.name, engagement.vendor
    if not vendors:
        yield not_assessed(name, "the engagement lists no vendor")
        return
    faults = each_fault(vendors, lambda each: each.name, lambda each: _open(each, today))
    says = f"All {len(vendors)} vendors confirmed the window in the last {DAYS} days."
    yield from faults or [holds(name, says, vendors)]


def _open(vendor: Vendor, today: date) -> str:
    gaps = []
    if vendor.window_confirmed_on is None:
        gaps.append("has not confirmed the window")
    elif not fresh(vendor.window_confirmed_on, today, DAYS):
        gaps.append(f"confirmed the window on {told(vendor.window_confirmed_on)}, too long ago")
    if not vendor.contact.strip():
        gaps.append("has no named contact")
    if not vendor.out_of_hours.strip():
        gaps.append("has no number for the night")
    return f"{vendor.name} {' and '.join(gaps)}." if gaps else ""
