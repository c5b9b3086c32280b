"""A device moves with the person who uses it.

Why     A device trusts one tenant; its owner signs in with the account of one tenant.
Weight  3.
Source  https://learn.microsoft.com/entra/identity/devices/concept-directory-join
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DEVICES


@rule("device_owner", shape="edges")
def device_owner(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one edge per device with an owner."""
    return (
        snapshot.rows(DEVICES)
        .drop_nulls("owner")
        .select(
            dependent="device",
            needs="owner",
            weight=pl.lit(3.0),
            because="uses " + pl.coalesce("os", pl.lit("the device")),
        )
    )
