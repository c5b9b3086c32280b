"""A shared folder needs its server, and its owner answers for it.

Why     Drive letters and links point at one server; who is moved away sees an empty letter.
Weight  Server 5, owner 2.
Source  https://learn.microsoft.com/windows-server/storage/storage-migration-service/overview
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SHARED_FOLDERS


@rule("shared_folders", shape="edges")
def shared_folders(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one edge per folder to its server, and one to its owner."""
    folders = snapshot.rows(SHARED_FOLDERS)
    edge = {"dependent": pl.col("folder")}
    return pl.concat(
        [
            folders.drop_nulls("server").select(
                **edge,
                needs=pl.col("server").str.to_lowercase(),
                weight=pl.lit(5.0),
                because=pl.lit("lies on this server"),
            ),
            folders.drop_nulls("owner").select(
                **edge, needs="owner", weight=pl.lit(2.0), because=pl.lit("owner of the folder")
            ),
        ]
    )
