"""A business service needs its servers and applications.

Why     A service whose server or sign-on moves on another evening is down in between.
Weight  5.
Source  https://learn.microsoft.com/azure/cloud-adoption-framework/plan/assess-workloads-for-cloud-migration
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.dependencies.units import service_unit
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import APPLICATIONS, SERVERS


@rule("server_service", shape="edges", order=True)
def server_service(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one edge per server and per application that names its service."""
    named = pl.concat(
        [
            snapshot.rows(SERVERS).select(
                "service", needs="server", because=pl.lit("runs on this server")
            ),
            snapshot.rows(APPLICATIONS).select(
                "service", needs="application", because=pl.lit("is this application")
            ),
            _declared(snapshot, engagement),
        ]
    ).drop_nulls()
    prefix = pl.lit(service_unit(""))
    return named.unique(["service", "needs"], keep="first", maintain_order=True).select(
        dependent=prefix + pl.col("service"), needs="needs", weight=pl.lit(5.0), because="because"
    )


def _declared(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return the applications that the engagement file gives to each service, by id or name."""
    services = () if engagement is None else engagement.service
    rows = [(service.name, name) for service in services for name in service.applications]
    declared = pl.DataFrame(rows, {"service": pl.String, "name": pl.String}, orient="row")
    known = snapshot.rows(APPLICATIONS).select("application", "name").drop_nulls()
    return declared.join(known, on="name", how="left").select(
        "service",
        needs=pl.coalesce("application", "name"),
        because=pl.lit("is this application"),
    )
