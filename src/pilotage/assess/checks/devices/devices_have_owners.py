"""Every device in use has an owner.

Why     A device moves with its owner. Without one it stays behind in the source, and the person
        in front of it is locked out.
Fix     Set the primary user in device management, or mark the device as shared and give it a wave
        of its own.
Source  https://learn.microsoft.com/intune/intune-service/remote-actions/find-primary-user
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DEVICES

WORDS = Words(
    things="enabled devices",
    wrong="have no owner",
    right="have an owner",
    unsure="came without their state",
    name=("name", "device"),
)


@check(
    "devices.devices_have_owners",
    area=Area.DEPENDENCIES,
    severity=Severity.LOW,
    needs=[DEVICES.needs("owner", "enabled")],
    sides=["source"],
)
def devices_have_owners(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over devices that may sign in."""
    rows = snapshot[DEVICES].select("device", "name", "owner", "os", "enabled", "last_seen_at")
    ownerless = pl.col("owner").is_null()
    yield conclude(snapshot.tenant, rows, ownerless, WORDS, among=pl.col("enabled"))
