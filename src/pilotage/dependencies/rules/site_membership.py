"""People who work in one site move with it.

Why     Links, sync clients and permissions of a moved site do not work from the other side.
Weight  Owner 2, member 1, visitor 0.3; falls over 30 people.
Source  https://learn.microsoft.com/microsoft-365/enterprise/cross-tenant-sharepoint-migration
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SITE_MEMBERSHIPS, SITES

WEIGHT = {"owner": 2.0, "member": 1.0, "visitor": 0.3}


@rule("site_membership", shape="groups")
def site_membership(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one hyperedge per site with the people and groups that have rights in it."""
    names = snapshot.rows(SITES).select("site", shown=pl.coalesce("name", "url", "site"))
    weight = pl.col("role").replace_strict(WEIGHT, default=1.0, return_dtype=pl.Float64)
    return (
        snapshot.rows(SITE_MEMBERSHIPS)
        .join(names, on="site", how="left")
        .with_columns(weight=weight)
        .sort("weight", "site", "member", descending=[True, False, False])
        .select(
            group="site",
            member="member",
            weight="weight",
            because=pl.col("role") + " of site " + pl.coalesce("shown", "site"),
        )
    )
