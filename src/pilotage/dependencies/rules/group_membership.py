"""Members of one group or team work together.

Why     Chats, files and distribution of a group do not reach across source and target.
Weight  Team 2, Microsoft 365 group 1.5, distribution 1, security 0.5; falls over 30 members.
Source  https://learn.microsoft.com/microsoft-365/admin/create-groups/compare-groups
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import GROUPS, MEMBERSHIPS, TEAMS

WEIGHT = {"microsoft_365": 1.5, "distribution": 1.0, "mail_security": 1.0, "security": 0.5}


@rule("group_membership", shape="groups")
def group_membership(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one hyperedge per group with its direct members; nested groups are members."""
    teams = snapshot.rows(TEAMS).select(group="team", is_team=pl.lit(True))
    groups = (
        snapshot.rows(GROUPS)
        .select("group", "kind", shown=pl.coalesce("name", "address", "group"))
        .join(teams, on="group", how="left")
    )
    team = pl.col("is_team").fill_null(False)
    by_kind = pl.col("kind").replace_strict(WEIGHT, default=0.5, return_dtype=pl.Float64)
    size = pl.len().over("group").cast(pl.String)
    return (
        snapshot.rows(MEMBERSHIPS)
        .join(groups, on="group", how="left")
        .select(
            "group",
            "member",
            weight=pl.when(team).then(2.0).otherwise(by_kind),
            because=pl.when(team).then(pl.lit("in team ")).otherwise(pl.lit("in group "))
            + pl.coalesce("shown", "group")
            + " of "
            + size,
        )
    )
