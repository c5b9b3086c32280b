"""People and their manager prefer to move together.

Why     The manager briefs the team, approves absences and is asked first on the first morning.
Weight  1.
Source  https://learn.microsoft.com/graph/api/user-list-manager
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import USERS


@rule("managers", shape="edges")
def managers(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one edge per person who has a manager."""
    return (
        snapshot.rows(USERS)
        .drop_nulls("manager")
        .select(
            dependent="user",
            needs="manager",
            weight=pl.lit(1.0),
            because=pl.lit("reports to the manager"),
        )
    )
