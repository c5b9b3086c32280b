"""How long the account of somebody who leaves keeps what it could do."""

from __future__ import annotations

import polars as pl

from pilotage.assess.lifecycle import DURATION, behind, entries, lasting, when
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import (
    GROUPS,
    LICENCES_ASSIGNED,
    MEMBERSHIPS,
    ROLE_ASSIGNMENTS,
    USERS,
)

LEAVING = ("disable account", "delete user")
BACK = ("enable account", "restore user")
TAKEN = (
    "change user license",
    "remove member from group",
    "remove member from role",
    "remove eligible member from role",
    "remove scoped member from role",
    "remove app role assignment from user",
)
"""https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"""

REMAINS = ("licence", "role", "group")
"""What an account may still hold; groups that a rule fills are not counted."""


def deprovisioning(snapshot: Snapshot) -> pl.DataFrame:
    """Return DURATION of each account that is being closed, the slowest first.

    It begins when the account is disabled or deleted, and is done when it is gone or holds no
    licence, role or group. Besides the columns of ``REMAINS`` there is ``at_least``: the account
    was disabled before the log begins and still has a licence or a role, so the hours count from
    the first entry of the log. Guests, rooms and equipment are left out.
    """
    log = entries(snapshot)
    people = snapshot[USERS].select("user", "upn", "kind", "enabled")
    rows = (
        _leavers(log)
        .join(people, on="user", how="full", coalesce=True)
        .join(behind(snapshot, "room", "equipment"), on="user", how="anti")
        .filter(pl.col("kind").ne_missing("guest"), pl.col("enabled").ne_missing(True))
        .join(_remains(snapshot), on="user", how="left")
        .with_columns(pl.col(name).fill_null(False) for name in REMAINS)
    )
    disabled = pl.col("began_at").is_null() & ~pl.col("enabled")
    forgotten = (disabled & (pl.col("licence") | pl.col("role"))).fill_null(False)
    first = pl.lit(log["at"].min(), dtype=log.schema["at"])
    begun = rows.filter(pl.col("began_at").is_not_null() | forgotten).with_columns(
        began_at=pl.coalesce("began_at", first), at_least=pl.col("began_at").is_null()
    )
    return (
        _closed(begun, log)
        .with_columns(**lasting(pl.coalesce("done_at", pl.lit(snapshot.taken_at))))
        .select(*DURATION, *REMAINS, "at_least")
        .sort("hours", "user", descending=[True, False], nulls_last=True)
    )


def _leavers(log: pl.DataFrame) -> pl.DataFrame:
    """Return ``user``, ``began_at`` and ``deleted_at``, as of the last time that each came back."""
    back = when(log, "back_at", pl.col("at").max(), *BACK)
    gone = log.join(back, on="user", how="left").filter(
        pl.col("back_at").is_null() | (pl.col("at") > pl.col("back_at"))
    )
    deleted = when(gone, "deleted_at", pl.col("at").min(), "delete user")
    return when(gone, "began_at", pl.col("at").min(), *LEAVING).join(deleted, on="user", how="left")


def _remains(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``user`` and, for each of ``REMAINS``, true where the account holds one.

    The licence of a shared mailbox keeps its size or its hold and lets nobody in.
    """
    by_rule = snapshot[GROUPS].filter("dynamic").select("group")
    groups = snapshot[MEMBERSHIPS].join(by_rule, on="group", how="anti")
    licences = snapshot[LICENCES_ASSIGNED].join(behind(snapshot, "shared"), on="user", how="anti")
    held = [
        licences.select(user="user", what=pl.lit("licence")),
        snapshot[ROLE_ASSIGNMENTS].select(user="principal", what=pl.lit("role")),
        groups.select(user="member", what=pl.lit("group")),
    ]
    has = [(pl.col("what") == name).any().alias(name) for name in REMAINS]
    return pl.concat(held).group_by("user").agg(has)


def _closed(begun: pl.DataFrame, log: pl.DataFrame) -> pl.DataFrame:
    """Add ``done_at``; who held nothing when leaving was closed at that moment."""
    later = log.join(begun.select("user", "began_at"), on="user").filter(
        pl.col("at") >= pl.col("began_at")
    )
    taken = when(later, "taken_at", pl.col("at").max(), *TAKEN)
    holds = pl.any_horizontal(REMAINS)
    gone = pl.when(pl.col("upn").is_null() & pl.col("enabled").is_null()).then("deleted_at")
    empty = pl.when(~holds).then(pl.coalesce("taken_at", "began_at"))
    return begun.join(taken, on="user", how="left").with_columns(done_at=pl.coalesce(gone, empty))
