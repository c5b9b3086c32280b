"""No secret or certificate of an application ends in the next 60 days.

Why     When it ends, an application stops in the middle of a wave, and the move is blamed and
        searched for a cause that it does not have.
Fix     Renew those that are still used before the first wave, and write their owner down. Delete
        those that ended long ago.
Source  https://learn.microsoft.com/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on
"""

from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import APPLICATION_CREDENTIALS, APPLICATIONS

AHEAD = timedelta(days=60)

WORDS = Words(
    things="valid secrets and certificates",
    wrong="will end within 60 days",
    right="will last 60 days or more",
    unsure="came without an end",
    name=("application_name", "application"),
)


@check(
    "access.credentials_outlast_migration",
    area=Area.DEPENDENCIES,
    severity=Severity.HIGH,
    needs=[APPLICATION_CREDENTIALS.needs("ends_at")],
)
def credentials_outlast_migration(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; what ended already breaks nothing new and is left out."""
    names = snapshot.rows(APPLICATIONS).select("application", application_name="name")
    rows = snapshot[APPLICATION_CREDENTIALS].join(
        names, on="application", how="left", maintain_order="left"
    )
    now = snapshot.taken_at
    ends = pl.col("ends_at")
    valid = ends >= pl.lit(now)
    yield conclude(snapshot.tenant, rows, ends < pl.lit(now + AHEAD), WORDS, among=valid)
