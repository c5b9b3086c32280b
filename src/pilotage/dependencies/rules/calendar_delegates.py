"""Whoever manages a calendar moves with its owner.

Why     An assistant on the other side sees neither free times nor private items.
Weight  5.
Source  https://learn.microsoft.com/graph/outlook-share-or-delegate-calendar
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CALENDAR_DELEGATES


@rule("calendar_delegates", shape="edges", order=True)
def calendar_delegates(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one edge per delegate."""
    return snapshot.rows(CALENDAR_DELEGATES).select(
        dependent="mailbox",
        needs="delegate",
        weight=pl.lit(5.0),
        because=pl.lit("manages the calendar"),
    )
