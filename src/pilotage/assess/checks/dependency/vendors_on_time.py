"""Every vendor promised to deliver by the day on which it is needed, and keeps it.

Why     A circuit, a connector or a contract change that comes late moves the wave, and with it
        everybody who was told a date.
Fix     The migration lead calls the vendor's named contact, then the account manager, then the
        sponsor; writes promised_on and delivered_on on the [[vendor]], or moves the wave.
Source  Pilotage practice: a promise is a date and a name, chased at half of the time left.
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds
from pilotage.assess.agreed.spans import told
from pilotage.facts.engagement import Vendor
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.situation import Situation


@migration_check(
    "dependency.vendors_on_time",
    area=Area.DEPENDENCIES,
    severity=Severity.HIGH,
    attest_days=30,
)
def vendors_on_time(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per vendor that is or will be late, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    name, vendors = engagement.migration.name, engagement.vendor
    if not vendors:
        yield not_assessed(name, "the engagement lists no vendor")
        return
    faults = each_fault(vendors, lambda each: each.name, lambda each: _late(each, today))
    yield from faults or [holds(name, f"All {len(vendors)} vendors are on time.", vendors)]


def _late(vendor: Vendor, today: date) -> str:
    if vendor.delivered_on is not None and vendor.delivered_on <= today:
        return ""
    return next(_faults(vendor, today), "")


def _faults(vendor: Vendor, today: date) -> Iterator[str]:
    """Yield what is wrong with the promise of a vendor who has not delivered, worst first."""
    what = f"{vendor.name} ({vendor.service})" if vendor.service else vendor.name
    needed, promised = vendor.needed_on, vendor.promised_on
    if needed is None:
        yield f"Nobody wrote by when {what} must deliver."
        return
    if needed < today:
        yield f"{what} was needed on {told(needed)} and is {(today - needed).days} days late."
    if promised is None:
        yield f"{what} is needed on {told(needed)} and has promised no day."
        return
    if promised > needed:
        late = (promised - needed).days
        yield f"{what} promises {told(promised)}, {late} days after it is needed."
    if promised < today:
        yield f"{what} promised {told(promised)} and has not delivered."
