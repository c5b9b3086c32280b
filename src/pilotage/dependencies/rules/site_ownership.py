"""A site moves with the group or the person that it belongs to.

Why     A team without its files, or files without their owner, is the first call of the morning.
Weight  Group 5, person 2.
Source  https://learn.microsoft.com/sharepoint/groups-teams-connected-sites
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SITES


@rule("site_ownership", shape="edges")
def site_ownership(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one edge per site to its group, or to its owner where it has no group."""
    has_group = pl.col("group").is_not_null()
    return (
        snapshot.rows(SITES)
        .with_columns(needs=pl.coalesce("group", "owner"))
        .drop_nulls("needs")
        .select(
            dependent="site",
            needs="needs",
            weight=pl.when(has_group).then(5.0).otherwise(2.0),
            because=pl.when(has_group)
            .then(pl.lit("files of the group"))
            .otherwise(pl.lit("owner of the site")),
        )
    )
