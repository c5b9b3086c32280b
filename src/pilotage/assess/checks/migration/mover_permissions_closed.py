"""No application keeps the right to everything once the last window is over.

Why     A mover reads every mailbox and every site. It is needed for weeks and kept for years, with
        a secret that lies in a script.
Fix     The security lead removes the permissions in the evidence, or the application with them.
        What must stay is a deviation with a named owner and an end.
Source  https://learn.microsoft.com/graph/permissions-reference
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE
from pilotage.assess.agreed.entries import agreed, listing
from pilotage.assess.agreed.spans import windows_ahead
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import APP_ROLE_ASSIGNMENTS, SERVICE_PRINCIPALS

EVERYTHING = (
    "directory.readwrite.all",
    "exchange.manageasapp",
    "files.readwrite.all",
    "full_access_as_app",
    "group.readwrite.all",
    "mail.readwrite",
    "sites.fullcontrol.all",
    "user.readwrite.all",
)
"""Permissions of an application over the whole tenant that movers ask for."""


@migration_check(
    "migration.mover_permissions_closed",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    source=[APP_ROLE_ASSIGNMENTS.needs("role", "principal_kind")],
    target=[APP_ROLE_ASSIGNMENTS.needs("role", "principal_kind")],
    kinds=PEOPLE_MOVE,
)
def mover_permissions_closed(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with the applications of both sides that may do everything."""
    engagement = agreed(situation)
    name = engagement.migration.name
    held = pl.concat(_held(side) for side in situation.snapshots()).sort("side", "name", "role")
    names = listing(held["name"].unique(maintain_order=True))
    if held.is_empty():
        yield passed(name, "No application may do everything in source or target.", held)
    elif not engagement.window:
        yield not_assessed(name, f"no change window says until when {names} may do everything")
    elif windows_ahead(engagement, situation.now):
        yield passed(name, f"Until the last window {names} may do everything.", held)
    else:
        says = f"The last window is over, and {names} still may do everything."
        yield failed(name, says, held)


def _held(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``side``, ``name``, ``role`` and ``resource_name`` of what applications may do."""
    names = snapshot.rows(SERVICE_PRINCIPALS).select("name", principal="service_principal")
    wide = pl.col("role").str.to_lowercase().is_in(EVERYTHING)
    of_app = pl.col("principal_kind").fill_null("service_principal") == "service_principal"
    return (
        snapshot[APP_ROLE_ASSIGNMENTS]
        .filter(wide, of_app)
        .join(names, on="principal", how="left")
        .select(
            "role",
            "resource_name",
            name=pl.coalesce("name", "principal", pl.lit("an unnamed application")),
            side=pl.lit(snapshot.side),
        )
    )
