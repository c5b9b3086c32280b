"""The access of a migration: its differences, and who has not moved yet."""

from __future__ import annotations

import polars as pl

from pilotage.assess.agreed.spans import windows_ahead
from pilotage.assess.comparison.access import Access, compare_access
from pilotage.assess.judgement import NAMED
from pilotage.facts.situation import Situation


def access_of(situation: Situation) -> Access:
    """Return how access in the target differs from that in the source; both were read."""
    assert situation.source is not None
    assert situation.target is not None
    return compare_access(
        situation.source,
        situation.target,
        same=False,
        today=situation.now.date(),
        engagement=situation.engagement,
    )


def waiting(situation: Situation, access: Access) -> pl.Series:
    """Return who has no mailbox in the target yet, while a change window is still ahead."""
    homeless = access.lost.filter(pl.col("kind") == "own mailbox")["who"]
    engagement = situation.engagement
    still_to_come = engagement and windows_ahead(engagement, situation.now)
    return homeless if still_to_come else homeless.clear()


def naming_rights(rows: pl.DataFrame) -> str:
    """Return the first rights as words, and how many more there are."""
    said = rows.head(NAMED).select(
        pl.format(
            "{}: {} of {} {}",
            pl.coalesce("who_name", "who"),
            "right",
            "kind",
            pl.coalesce("what_name", "what"),
        )
    )
    more = rows.height - NAMED
    return "; ".join(said.to_series()) + (f" and {more:,} more" if more > 0 else "")


def naming_gaps(access: Access) -> str:
    """Return which kinds of access are not known, and why."""
    gaps = "; ".join(f"{kind}: {why}" for kind, why in access.unknown.items())
    return f"some access is not known ({gaps})"
