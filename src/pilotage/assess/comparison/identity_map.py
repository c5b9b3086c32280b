"""Who becomes whom, under which sign-in name, in which wave."""

from __future__ import annotations

import polars as pl

from pilotage.assess.agreed.accounts import mapped
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import IDENTITY_MAP, USERS

MAPPED, PLANNED, MISSING = "mapped", "to be made", "missing"
"""What is known of the account in the target."""

COLUMNS = {
    "user": pl.String,
    "name": pl.String,
    "department": pl.String,
    "wave": pl.Int64,
    "before": pl.String,
    "after": pl.String,
    "changes": pl.Boolean,
    "rule": pl.String,
    "state": pl.String,
}
"""Columns of the map: ``before`` and ``after`` are sign-in names; ``changes`` and ``after`` are
null where the target account is not known, ``wave`` where the account is in none."""


def identity_map(source: Snapshot, target: Snapshot, placed: pl.DataFrame) -> pl.DataFrame:
    """Return one row per member of the source with the account that it becomes, in ``COLUMNS``.

    ``placed`` has the columns ``unit`` and ``wave``. Both sides and the map were read.
    """
    names = target[USERS].select(target_id="user", target_upn="upn")
    planned = pl.col("target_user").str.contains(r"^[^@\s]+@[^@\s]+$")
    pairs = mapped(source, target).join(names, on="target_id", how="left")
    pairs = pairs.unique("source_user", keep="first", maintain_order=True).select(
        "rule",
        user="source_user",
        after=pl.coalesce("target_upn", pl.when(planned).then("target_user")),
        there=pl.col("target_id").is_not_null(),
    )
    members = source[USERS].filter(pl.col("kind").fill_null("member") == "member")
    state = (
        pl.when(pl.col("there"))
        .then(pl.lit(MAPPED))
        .when(pl.col("after").is_not_null())
        .then(pl.lit(PLANNED))
        .otherwise(pl.lit(MISSING))
    )
    changes = pl.col("upn").str.to_lowercase() != pl.col("after").str.to_lowercase()
    return (
        members.join(pairs, on="user", how="left")
        .join(placed.rename({"unit": "user"}), on="user", how="left")
        .with_columns(before="upn", changes=changes, state=state)
        .select(pl.col(name).cast(dtype) for name, dtype in COLUMNS.items())
        .sort("name", "user")
    )


def map_gap(source: Snapshot | None, target: Snapshot | None) -> str:
    """Say why nobody can tell who becomes whom, or return an empty string."""
    if source is None or target is None:
        return f"the {'source' if source is None else 'target'} was not read"
    gaps = (source.missing(IDENTITY_MAP), source.missing(USERS), target.missing(USERS))
    return "; ".join(filter(None, gaps))
