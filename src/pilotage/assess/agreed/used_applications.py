"""What people sign in to, and which of it is on a list of applications."""

from __future__ import annotations

import polars as pl

from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import APPLICATIONS, SERVICE_PRINCIPALS, SIGN_INS


def used_applications(source: Snapshot, engagement: Engagement) -> pl.DataFrame:
    """Return one row per application that was signed in to, the most used first.

    Columns: ``application``, ``application_name``, ``sign_ins``, ``people``, ``last_at`` and
    ``listed``: whether the inventory or a service names it, or Microsoft runs it itself.
    """
    known = _known(source, engagement)
    named = pl.any_horizontal(
        pl.col(column).str.to_lowercase().is_in(known).fill_null(False)
        for column in ("application", "application_name")
    )
    return (
        source[SIGN_INS]
        .group_by("application")
        .agg(
            pl.col("application_name").drop_nulls().min(),
            pl.col("count").sum().alias("sign_ins"),
            pl.col("user").n_unique().alias("people"),
            pl.col("last_at").max(),
        )
        .with_columns(named.alias("listed"))
        .sort("sign_ins", "application", descending=[True, False])
    )


def _known(source: Snapshot, engagement: Engagement) -> list[str]:
    """Return ids and names that are listed, or that Microsoft runs itself, lower case."""
    listed = [name for service in engagement.service for name in service.applications]
    applications = source[APPLICATIONS]
    platform = source.rows(SERVICE_PRINCIPALS).filter(
        pl.col("publisher").str.starts_with("Microsoft")
    )
    names = [*listed, *applications["application"], *applications["name"]]
    return sorted({name.lower() for name in [*names, *platform["application"]] if name})
