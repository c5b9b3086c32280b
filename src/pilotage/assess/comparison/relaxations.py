"""Temporary relaxations: what the engagement opened for the move, and what policies leave out."""

from __future__ import annotations

import polars as pl

from pilotage.assess.agreed.accounts import callings
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES, GROUPS, USERS

REGISTERED = {"called": pl.String, "control": pl.String, "why": pl.String, "expires_on": pl.Date}


def registered(engagement: Engagement) -> pl.DataFrame:
    """Return ``called`` (lower case), ``control``, ``why`` and ``expires_on``, one per exception.

    Only exceptions with an end; the same one registered twice ends with the earlier of the two.
    """
    rows = [
        (called.strip().lower(), each.policy, each.why, each.expires_on)
        for each in engagement.exclusion
        if each.expires_on is not None
        for called in (*each.users, *each.groups, *each.applications)
    ]
    made = pl.DataFrame(rows, schema=REGISTERED, orient="row").sort("expires_on", "called")
    return made.unique("called", keep="first", maintain_order=True)


def excluded(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``side``, ``policy``, ``name``, ``state``, ``object`` and each way it is ``called``.

    One row per object that a policy which is not disabled leaves out, and per name of the object.
    """
    kept = snapshot[CONDITIONAL_ACCESS_POLICIES].filter(pl.col("state").ne_missing("disabled"))
    lists = [
        kept.select("policy", "name", "state", object=pl.col(column)).explode("object")
        for column in ("exclude_users", "exclude_groups", "exclude_applications")
    ]
    rows = pl.concat(lists).drop_nulls("object")
    rows = rows.with_columns(pl.col("object").str.to_lowercase(), side=pl.lit(snapshot.side))
    known = rows.join(_names(snapshot), on="object")
    return pl.concat([rows.with_columns(called="object"), known], how="diagonal").unique()


def _names(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``object`` and ``called``: sign-in names and addresses of people, names of groups."""
    people = callings(snapshot.rows(USERS)).select(object="user", called="called")
    groups = snapshot.rows(GROUPS).select(object="group", called="name")
    both = pl.concat([people, groups]).drop_nulls()
    return both.with_columns(pl.all().str.to_lowercase())
