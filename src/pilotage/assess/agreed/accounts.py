"""Accounts: who is in scope, and which account is meant by a name."""

from __future__ import annotations

import polars as pl

from pilotage.facts.runbook import Kind
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import IDENTITY_MAP, USERS

NO_DEPARTMENT = "(no department)"
"""Stands for the department of people who have none."""

PEOPLE_MOVE = (
    Kind.TENANT_TO_TENANT,
    Kind.MAIL_TO_MICROSOFT_365,
    Kind.GOOGLE_TO_MICROSOFT_365,
    Kind.IDENTITY_CONSOLIDATION,
)
"""The kinds of migration in which people get another account."""


def people(snapshot: Snapshot) -> pl.DataFrame:
    """Return the rows of ``USERS`` in scope: members that may sign in, for all we know."""
    member = pl.col("kind").fill_null("member") == "member"
    return snapshot[USERS].filter(member, pl.col("enabled").fill_null(True))


def departments(snapshot: Snapshot) -> pl.DataFrame:
    """Return one row per department with people in scope: ``department`` and ``people``."""
    blank = pl.col("department").fill_null("").str.strip_chars()
    named = pl.when(blank == "").then(pl.lit(NO_DEPARTMENT)).otherwise(blank)
    return (
        people(snapshot)
        .group_by(named.alias("department"))
        .agg(pl.len().alias("people"))
        .sort("department")
    )


def callings(users: pl.DataFrame) -> pl.DataFrame:
    """Return ``called`` and ``user``: each id, sign-in name and address that leads to an account.

    ``called`` is lower case and occurs once; an id wins over a sign-in name, that over an address.
    """
    ways = [
        users.select(pl.col(way).str.to_lowercase().alias("called"), pl.col("user").alias("user"))
        for way in ("user", "upn", "address")
    ]
    return pl.concat(ways).drop_nulls().unique("called", keep="first", maintain_order=True)


def mapped(source: Snapshot, target: Snapshot) -> pl.DataFrame:
    """Return the identity map with ``target_id``: the account in the target, null if none yet."""
    known = callings(target[USERS]).rename({"user": "target_id"})
    return (
        source[IDENTITY_MAP]
        .with_columns(pl.col("target_user").str.to_lowercase().alias("called"))
        .join(known, on="called", how="left", maintain_order="left")
        .drop("called")
    )
