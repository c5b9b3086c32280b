"""What moves to an address, an alias or a name that something else in the target has already."""

from __future__ import annotations

import polars as pl

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ADDRESSES, GROUPS, USERS

GROUP = "group"
"""The holder of an address in ADDRESSES that is no account and no contact."""


def smtp(snapshot: Snapshot) -> pl.DataFrame:
    """Return the rows of ADDRESSES that mail is sent to, as far as they were read."""
    return snapshot.rows(ADDRESSES).filter(pl.col("kind").fill_null("smtp") == "smtp")


def addresses(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``address`` (lower case) and ``object``: each one that anything in a side answers to.

    Sign-in names count, and aliases and contacts where they were read.
    """
    users, groups = snapshot[USERS], snapshot.rows(GROUPS)
    ways = [
        users.select("address", object="user"),
        users.select(address="upn", object="user"),
        groups.select("address", object="group"),
        smtp(snapshot).select("address", "object"),
    ]
    lower = pl.col("address").str.to_lowercase()
    return pl.concat(ways).drop_nulls().with_columns(lower).unique()


def taken(coming: pl.DataFrame, held: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Return the rows of ``coming`` for which another object stands in the way, as ``held_by``.

    Both have the columns ``by``. ``coming`` has ``becomes``, the object in the target, null where
    it will be a new one; ``held`` has ``held_by``. Sorted by all columns of ``coming``.
    """
    met = coming.join(held, on=list(by))
    return met.filter(pl.col("held_by").ne_missing(pl.col("becomes"))).sort(pl.all())
