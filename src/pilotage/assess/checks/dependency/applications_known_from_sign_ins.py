"""What people sign in to is on the list of applications.

Why     Lists are written from memory; the sign-in log is not. An application that people use and
        nobody listed has no plan, no test and no owner.
Fix     The migration engineer shows the evidence to the departments, and adds each application
        to the inventory or to the applications of a [[service]], or notes that it ends.
Source  https://learn.microsoft.com/entra/identity/monitoring-health/concept-sign-ins
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, listing
from pilotage.assess.agreed.used_applications import used_applications
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import APPLICATIONS, SIGN_INS

ENOUGH_PERCENT = 95


@migration_check(
    "dependency.applications_known_from_sign_ins",
    area=Area.DEPENDENCIES,
    severity=Severity.MEDIUM,
    source=[SIGN_INS.needs("application", "count"), APPLICATIONS],
)
def applications_known_from_sign_ins(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with the share of sign-ins that the list explains."""
    assert situation.source is not None
    engagement = agreed(situation)
    used = used_applications(situation.source, engagement)
    total = int(used["sign_ins"].sum())
    if not total:
        yield not_assessed(engagement.migration.name, "no sign-in was read")
        return
    strange = used.filter(~pl.col("listed"))
    percent = 100 * (total - int(strange["sign_ins"].sum())) / total
    says = f"{percent:.1f} % of {total} sign-ins are to listed applications"
    if percent >= ENOUGH_PERCENT:
        yield passed(engagement.migration.name, f"{says}.", used)
    else:
        names = listing(strange["application_name"].fill_null("(no name)"))
        yield failed(engagement.migration.name, f"{says}; not listed: {names}.", strange)
