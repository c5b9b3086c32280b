"""How long a new account waits until its owner can work with it."""

from __future__ import annotations

import polars as pl

from pilotage.assess.lifecycle import DURATION, behind, entries, lasting, when
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import LICENCES_ASSIGNED, USERS

MADE = "add user"
USABLE = (
    "change user license",
    "add member to group",
    "add app role assignment grant to user",
    "add app role assignment to user",
    "add member to role",
    "add eligible member to role",
)
"""What gives an account something to work with.
https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"""


def provisioning(snapshot: Snapshot) -> pl.DataFrame:
    """Return DURATION of each account that the log saw being made, the slowest first.

    It is done with the first licence, group, application or role. Guests, shared mailboxes and
    rooms are left out, and so are accounts that were closed before anybody could use them.
    ``hours`` is null for an account that holds a licence of which the log does not know.
    """
    log = entries(snapshot)
    made = when(log, "began_at", pl.col("at").min(), MADE)
    after = log.join(made, on="user").filter(pl.col("at") >= pl.col("began_at"))
    usable = when(after, "done_at", pl.col("at").min(), *USABLE)
    held = snapshot[LICENCES_ASSIGNED].select("user", licensed=pl.lit(True)).unique("user")
    people = snapshot[USERS].select("user", "upn", "kind", "enabled")
    meant = pl.col("enabled") | pl.col("done_at").is_not_null()
    now = pl.when(pl.col("licensed").is_null()).then(pl.lit(snapshot.taken_at))
    return (
        made.join(usable, on="user", how="left")
        .join(people, on="user", how="left")
        .join(held, on="user", how="left")
        .join(behind(snapshot, "shared", "room", "equipment"), on="user", how="anti")
        .filter(pl.col("kind").ne_missing("guest"), meant)
        .with_columns(**lasting(pl.coalesce("done_at", now)))
        .select(list(DURATION))
        .sort("hours", "user", descending=[True, False], nulls_last=True)
    )
