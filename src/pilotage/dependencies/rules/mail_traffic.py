"""People who write to each other often should not be apart for long.

Why     Availability, delegation and chat between the two are cut while they are apart.
Weight  log2(1 + messages of both directions in 30 days), at most 6.
Source  https://learn.microsoft.com/exchange/monitoring/trace-an-email-message/message-trace-modern-eac
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAIL_TRAFFIC

MOST = 6.0


@rule("mail_traffic", shape="edges")
def mail_traffic(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one edge per pair of correspondents, both directions together."""
    pair = {
        "dependent": pl.min_horizontal("sender", "recipient"),
        "needs": pl.max_horizontal("sender", "recipient"),
    }
    days = pl.col("days").fill_null(30).clip(lower_bound=1)
    per_month = pl.col("messages").fill_null(1) * 30 / days
    return (
        snapshot.rows(MAIL_TRAFFIC)
        .with_columns(**pair, per_month=per_month)
        .group_by("dependent", "needs")
        .agg(pl.col("per_month").sum(), pl.col("messages").fill_null(1).sum())
        .sort("dependent", "needs")
        .select(
            "dependent",
            "needs",
            weight=(pl.col("per_month") + 1).log(2).clip(upper_bound=MOST),
            because=pl.format("{} messages between them", "messages"),
        )
    )
