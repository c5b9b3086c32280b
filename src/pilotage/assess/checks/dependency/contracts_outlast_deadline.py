"""No contract with a vendor ends before the migration does.

Why     A contract that ends in the middle leaves the old service off before the new one is on,
        or renews for a year on the day nobody looked.
Fix     The executive sponsor extends the contract past the deadline, or the lead moves the
        people who depend on it first; write contract_ends_on on the [[vendor]].
Source  Pilotage practice: notice periods are deadlines that others set.
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
    "dependency.contracts_outlast_deadline",
    area=Area.DEPENDENCIES,
    severity=Severity.MEDIUM,
    attest_days=90,
)
def contracts_outlast_deadline(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per contract that ends too early, or one PASSED for all."""
    engagement = agreed(situation)
    name, deadline = engagement.migration.name, engagement.migration.deadline
    dated = [each for each in engagement.vendor if each.contract_ends_on is not None]
    if deadline is None:
        yield not_assessed(name, "the engagement gives no deadline")
    elif not dated:
        yield not_assessed(name, "the engagement gives no end of a contract")
    else:
        faults = each_fault(dated, lambda each: each.name, lambda each: _short(each, deadline))
        says = f"All {len(dated)} contracts with a known end outlast {told(deadline)}."
        yield from faults or [holds(name, says, dated)]


def _short(vendor: Vendor, deadline: date) -> str:
    ends = vendor.contract_ends_on
    if ends is None or ends >= deadline:
        return ""
    return f"The contract with {vendor.name} ends on {told(ends)}, before {told(deadline)}."
