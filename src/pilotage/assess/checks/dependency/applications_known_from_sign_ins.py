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
from pilotage.facts.engagement import Engagement
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import APPLICATIONS, SERVICE_PRINCIPALS, SIGN_INS

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
    used = _used(situation.source)
    total = int(used["sign_ins"].sum())
    if not total:
        yield not_assessed(engagement.migration.name, "no sign-in was read")
        return
    known = _known(situation.source, engagement)
    named = pl.any_horizontal(
        pl.col(column).str.to_lowercase().is_in(known).fill_null(False)
        for column in ("application", "application_name")
    )
    strange = used.filter(~named)
    percent = 100 * (total - int(strange["sign_ins"].sum())) / total
    says = f"{percent:.1f} % of {total} sign-ins are to listed applications"
    if percent >= ENOUGH_PERCENT:
        yield passed(engagement.migration.name, f"{says}.", used)
    else:
        names = listing(strange["application_name"].fill_null("(no name)"))
        yield failed(engagement.migration.name, f"{says}; not listed: {names}.", strange)


def _used(snapshot: Snapshot) -> pl.DataFrame:
    """Return one row per application: sign_ins and people, most used first."""
    return (
        snapshot[SIGN_INS]
        .group_by("application")
        .agg(
            pl.col("application_name").drop_nulls().min(),
            pl.col("count").sum().alias("sign_ins"),
            pl.col("user").n_unique().alias("people"),
        )
        .sort("sign_ins", "application", descending=[True, False])
    )


def _known(snapshot: Snapshot, engagement: Engagement) -> list[str]:
    """Return ids and names that are listed, or that Microsoft runs itself, lower case."""
    listed = [name for service in engagement.service for name in service.applications]
    applications = snapshot[APPLICATIONS]
    platform = snapshot.rows(SERVICE_PRINCIPALS).filter(
        pl.col("publisher").str.starts_with("Microsoft")
    )
    names = [*listed, *applications["application"], *applications["name"]]
    return sorted({name.lower() for name in [*names, *platform["application"]] if name})
