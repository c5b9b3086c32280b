"""How much a measured link carries through a change window."""

from __future__ import annotations

from math import inf

import polars as pl

from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import NETWORK_LINKS
from pilotage.plan.freight import BYTES_PER_GB

BYTES_PER_MEGABIT = 1e6 / 8
SECONDS_PER_HOUR = 3600
KEY = "capacity.link"


def gb_per_hour(snapshot: Snapshot, link: str) -> float:
    """Return the gigabytes that leave over ``link`` in an hour, beside what already uses it.

    ``inf`` where no link is named. A link of which nobody measured how busy it is counts as free.

    Raises:
        InputError: no link has this name, or nobody measured how fast it sends.
    """
    if not link:
        return inf
    rows = snapshot.rows(NETWORK_LINKS)
    found = rows.filter(pl.col("link") == link)
    if found.is_empty():
        known = ", ".join(rows["link"].sort().head(20)) or "none"
        raise InputError(f"{link!r} is no link of this snapshot.", where=KEY, fix=f"Known: {known}")
    mbps, busy = found.select("up_mbps", pl.col("busy_percent").fill_null(0).clip(0, 100)).row(0)
    if mbps is None:
        raise InputError(f"nobody measured how fast {link!r} sends.", where=KEY, fix="Measure it.")
    return float(mbps * (1 - busy / 100) * BYTES_PER_MEGABIT * SECONDS_PER_HOUR / BYTES_PER_GB)
