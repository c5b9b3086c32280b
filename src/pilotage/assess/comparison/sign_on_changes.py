"""Applications whose single sign-on changes, because they trust the directory that is left."""

from __future__ import annotations

import polars as pl

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import UTC_TIME
from pilotage.facts.tables import SERVICE_PRINCIPALS, SIGN_INS

COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "application": pl.String,
    "name": pl.String,
    "single_sign_on": pl.String,
    "certificate_ends_at": UTC_TIME,
    "wave": pl.Int64,
    "people": pl.UInt32,
}
"""Columns: one row per application and wave; ``people`` signed in to it and move in ``wave``.
An application that nobody of the plan signed in to has one row without wave."""

NEEDS = SERVICE_PRINCIPALS.needs("single_sign_on")


def sign_on_gap(source: Snapshot | None) -> str:
    """Say why the applications cannot be listed, or return an empty string."""
    if source is None:
        return "the source was not read"
    gaps = (source.missing(NEEDS), source.missing(SIGN_INS.needs("application")))
    return "; ".join(filter(None, gaps))


def sign_on_changes(source: Snapshot, placed: pl.DataFrame) -> pl.DataFrame:
    """Return the applications that sign people on through the source, in ``COLUMNS``.

    ``placed`` has the columns ``unit`` and ``wave``.
    """
    signs_on = source[SERVICE_PRINCIPALS].filter(
        pl.col("single_sign_on").is_not_null(), pl.col("enabled").fill_null(True)
    )
    used = (
        source[SIGN_INS]
        .join(placed, left_on="user", right_on="unit")
        .group_by("application", "wave")
        .agg(people=pl.col("user").n_unique())
    )
    return (
        signs_on.unique("application", keep="first", maintain_order=True)
        .join(used, on="application", how="left")
        .with_columns(pl.col("people").fill_null(0))
        .select(pl.col(name).cast(dtype) for name, dtype in COLUMNS.items())
        .sort("name", "application", "wave")
    )
