"""The life of accounts as the audit log of the directory tells it: made, usable, leaving, closed.

``provisioning`` and ``deprovisioning`` return durations, one row per account, in the columns of
``DURATION``; whoever counts, draws or judges them starts there.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from pilotage.assess.agreed.accounts import callings
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import UTC_TIME
from pilotage.facts.tables import DIRECTORY_AUDITS, MAILBOXES, USERS

DURATION = {
    "user": pl.String,
    "upn": pl.String,
    "began_at": UTC_TIME,
    "done_at": UTC_TIME,
    "hours": pl.Float64,
    "weekday_hours": pl.Float64,
}
"""``done_at`` is null while it lasts, and then the hours are those so far; hours are null where
it is done and nobody says since when. ``weekday_hours`` leaves Saturdays and Sundays out, in UTC.
"""

MONDAY = date(1970, 1, 5)
SATURDAY = 6


def entries(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``user``, ``at`` and ``activity`` (lower case) of what succeeded, oldest first.

    The log may call an account by its sign-in name; ``user`` is its id where one is known.
    """
    known = callings(snapshot.rows(USERS))
    return (
        snapshot[DIRECTORY_AUDITS]
        .filter(pl.col("succeeded").fill_null(True), pl.col("at").is_not_null())
        .select(
            "at",
            "target",
            called=pl.col("target").str.to_lowercase(),
            activity=pl.col("activity").str.to_lowercase(),
        )
        .join(known, on="called", how="left")
        .select("at", "activity", user=pl.coalesce("user", "target"))
        .sort("at", "user", "activity")
    )


def when(log: pl.DataFrame, name: str, moment: pl.Expr, *activities: str) -> pl.DataFrame:
    """Return ``user`` and, as ``name``, the ``moment`` (first or last) of these activities."""
    done = log.filter(pl.col("activity").is_in(activities))
    return done.group_by("user").agg(moment.alias(name)).sort("user")


def behind(snapshot: Snapshot, *kinds: str) -> pl.DataFrame:
    """Return the ``user`` behind each mailbox of these kinds, such as room or shared."""
    mailboxes = snapshot.rows(MAILBOXES)
    return mailboxes.filter(pl.col("kind").is_in(kinds)).select(user="mailbox")


def lasting(until: pl.Expr) -> dict[str, pl.Expr]:
    """Return ``hours`` and ``weekday_hours`` from ``began_at`` to ``until``."""
    began = pl.col("began_at")
    return {
        "hours": (until - began).dt.total_seconds() / 3600,
        "weekday_hours": _weekday_hours(until) - _weekday_hours(began),
    }


def _weekday_hours(moment: pl.Expr) -> pl.Expr:
    """Return the hours of Mondays to Fridays since 1970."""
    today = (moment - moment.dt.truncate("1d")).dt.total_seconds() / 3600
    days = pl.business_day_count(pl.lit(MONDAY), moment.dt.date())
    return days * 24 + pl.when(moment.dt.weekday() < SATURDAY).then(today).otherwise(0.0)
