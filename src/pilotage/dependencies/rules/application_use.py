"""People who use one application move with its sign-on.

Why     The application trusts one directory at a time; the others stand before a closed door.
Weight  Critical application 3, any other 1; falls over 30 users. An application that more
        than half of the people use ties nobody in particular and is left out.
Source  https://learn.microsoft.com/entra/identity/monitoring-health/concept-sign-ins
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import APPLICATIONS, SIGN_INS, USERS


@rule("application_use", shape="groups")
def application_use(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one hyperedge per application with the people who signed in to it."""
    most = max(snapshot.rows(USERS).height / 2, 2)
    critical = snapshot.rows(APPLICATIONS).select("application", "critical")
    users = pl.len().over("application")
    return (
        snapshot.rows(SIGN_INS)
        .drop_nulls("application")
        .unique(["application", "user"], maintain_order=True)
        .filter(users <= most)
        .join(critical, on="application", how="left")
        .select(
            group="application",
            member="user",
            weight=pl.when(pl.col("critical").fill_null(False)).then(3.0).otherwise(1.0),
            because="signs in to " + pl.coalesce("application_name", "application"),
        )
    )
