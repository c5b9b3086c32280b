"""Every domain that people will use is verified in the target, or moves at cutover.

Why     Nobody can get an address in a domain that the target does not own. Verification waits
        for DNS and for whoever holds the registrar password.
Fix     The migration engineer adds the domain in the target and publishes the record at the
        registrar. A domain can be verified in one tenant only: one that is still used in the
        source is verified by the runbook, after it has left.
Source  https://learn.microsoft.com/microsoft-365/admin/setup/add-domain
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE
from pilotage.assess.agreed.entries import agreed
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DOMAINS


@migration_check(
    "migration.domains_verified_in_target",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    target=[DOMAINS.needs("verified")],
    kinds=PEOPLE_MOVE,
)
def domains_verified_in_target(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per domain that the engagement plans for the target."""
    assert situation.target is not None
    engagement = agreed(situation)
    planned = sorted({each.strip().lower() for each in engagement.target.domains} - {""})
    if not planned:
        yield not_assessed(engagement.migration.name, "target.domains names no domain")
    for domain in planned:
        there = _rows(situation.target, domain)
        here = _rows(situation.source, domain) if situation.source else there.clear()
        if _verified(there):
            yield passed(domain, f"{domain} is verified in the target.", there)
        elif _verified(here):
            says = f"{domain} is verified in the source and moves at cutover."
            yield passed(domain, says, here)
        elif there.is_empty():
            yield failed(domain, f"{domain} was never added to the target.", there)
        else:
            yield failed(domain, f"{domain} is not verified in the target.", there)


def _rows(snapshot: Snapshot, domain: str) -> pl.DataFrame:
    return snapshot.rows(DOMAINS).filter(pl.col("domain") == domain)


def _verified(rows: pl.DataFrame) -> bool:
    return bool(rows["verified"].fill_null(False).any())
