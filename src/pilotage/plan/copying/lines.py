"""What is left for copying on the line that everything passes through."""

from __future__ import annotations

import polars as pl

from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import NETWORK_LINKS
from pilotage.plan.copying.limits import Limits
from pilotage.plan.copying.pace import ALL, Line
from pilotage.plan.links import gb_per_hour


def line_of(snapshot: Snapshot, engagement: Engagement, limits: Limits) -> Line | None:
    """Return the agreed gigabytes of a window as a line, else the named link with its headroom.

    None where neither is known; agreed gigabytes were measured with all that is in between.

    Raises:
        InputError: the link is not known, or nobody measured it.
    """
    capacity = engagement.capacity
    if capacity.gb_per_window is not None and engagement.window:
        hours = min(each.hours for each in engagement.window)
        return Line("the agreed gigabytes of a window", capacity.gb_per_window / hours)
    if not capacity.link:
        return None
    free = gb_per_hour(snapshot, capacity.link) * (1 - limits["link.headroom"].value / ALL)
    offices = snapshot.rows(NETWORK_LINKS).filter(pl.col("link") == capacity.link)["office"]
    return Line(f"the link of {offices[0] or capacity.link}", free)
