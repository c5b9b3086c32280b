"""No secret or certificate of an application ends before the deadline of the migration.

Why     A credential that ends in the weeks of a move stops a sign-in or an interface, and the
        move is blamed for it while the cause is somewhere else.
Fix     The owner of the application renews the credential before the first wave, and the
        security lead records the new end date.
Source  https://learn.microsoft.com/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.agreed.spans import told
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import APPLICATION_CREDENTIALS, APPLICATIONS, SERVICE_PRINCIPALS


@migration_check(
    "dependency.certificates_outlast_deadline",
    area=Area.DEPENDENCIES,
    severity=Severity.MEDIUM,
    source=[APPLICATION_CREDENTIALS.needs("ends_at")],
)
def certificates_outlast_deadline(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with the credentials that are valid today and end by the deadline.

    What has ended already is no longer in use, or broken for a reason older than the move.
    """
    assert situation.source is not None
    migration = agreed(situation).migration
    if migration.deadline is None:
        yield not_assessed(migration.name, "the engagement gives no deadline")
        return
    day, ends = told(migration.deadline), pl.col("ends_at")
    words = Words(
        things="credentials in use",
        wrong=f"end by the deadline, {day}",
        right=f"outlast the deadline, {day}",
        unsure="have no known end",
        name=("application_name", "application"),
    )
    rows = _credentials(situation.source)
    last = datetime.combine(migration.deadline, time.max, UTC)
    yield conclude(
        migration.name,
        rows,
        ends <= pl.lit(last),
        words,
        among=ends >= pl.lit(situation.now),
    )


def _credentials(snapshot: Snapshot) -> pl.DataFrame:
    """Return secrets and certificates of registrations, and signing certificates, by end."""
    names = snapshot.rows(APPLICATIONS).select("application", application_name="name")
    own = snapshot[APPLICATION_CREDENTIALS].select("application", "kind", "name", "ends_at")
    signing = (
        snapshot.rows(SERVICE_PRINCIPALS)
        .filter(pl.col("certificate_ends_at").is_not_null())
        .select(
            "application",
            pl.lit("signing certificate").alias("kind"),
            "name",
            pl.col("certificate_ends_at").alias("ends_at"),
        )
    )
    return (
        pl.concat([own, signing])
        .join(names, on="application", how="left")
        .sort("ends_at", "application", "kind", "name")
    )
