"""Which policies catch an emergency access account."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl

from pilotage.assess.agreed.accounts import callings
from pilotage.assess.coverage.cubes import meets
from pilotage.assess.coverage.directory import WHO
from pilotage.assess.coverage.scene import scene
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import USERS

COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "account": pl.String,
    "user": pl.String,
    "policies": pl.List(pl.String),
}


def catching(snapshot: Snapshot, accounts: Iterable[str]) -> pl.DataFrame:
    """Return ``account``, ``user`` and the names of the enforced ``policies`` that catch it.

    A policy catches an account where it may block it or demand anything of it, in any sign-in.
    Accounts that do not exist, or may not sign in, have no row.
    """
    wanted = sorted({each.strip().lower() for each in accounts} - {""})
    found = callings(snapshot[USERS]).filter(pl.col("called").is_in(wanted)).sort("called")
    laid = scene(snapshot)
    directory = laid.directory
    if directory is None:
        return pl.DataFrame(schema=COLUMNS)
    rows = []
    for account, user in found.rows():
        mask = directory.mask_of(np.asarray(directory.users["user"] == user))
        demanding = [policy for policy in laid.enforced if policy.controls]
        names = [
            policy.name
            for policy in demanding
            if mask and meets(laid.applies(policy, sure=False), [{WHO: mask}])
        ]
        if mask:
            rows.append({"account": account, "user": user, "policies": names})
    return pl.DataFrame(rows, schema=COLUMNS)
