"""Devices in use are managed and protected.

Why     A device outside management cannot be moved to the new sign-in from afar, and a device
        without protection is where the first weeks in the target are attacked.
Fix     Enrol the device and let its protection agent report before the wave, or list it with the
        reason and the person.
Source  https://learn.microsoft.com/intune/intune-service/fundamentals/deployment-guide-enrollment
"""

from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Outcome, Severity, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DEVICES

LEAST_SHARE = 0.98
"""Two in a hundred devices are always in a drawer, in repair or on a ship."""

IN_USE = timedelta(days=90)

WORDS = Words(
    things="devices in use",
    wrong="are not managed or not protected",
    right="are managed and protected",
    unsure="came without saying whether they are managed, protected or in use",
    name=("name", "device"),
)


@check(
    "devices.devices_managed_and_protected",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[DEVICES.needs("managed", "protected", "enabled")],
    attest_days=14,
)
def devices_managed_and_protected(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over enabled devices that were seen in 90 days, or at unknown times."""
    rows = snapshot[DEVICES].select(
        "device", "name", "owner", "os", "managed", "protected", "enabled", "last_seen_at"
    )
    idle = (pl.col("last_seen_at") < pl.lit(snapshot.taken_at - IN_USE)).fill_null(False)
    in_use = pl.col("enabled") & ~idle
    open_to_attack = ~(pl.col("managed") & pl.col("protected"))
    finding = conclude(snapshot.tenant, rows, open_to_attack, WORDS, among=in_use, expected=True)
    judged = rows.filter(in_use.fill_null(True))
    good = judged.filter(in_use & ~open_to_attack).height
    if finding.outcome is Outcome.FAILED and good >= LEAST_SHARE * judged.height:
        says = f"{good} of {judged.height} devices in use are managed and protected."
        finding = passed(snapshot.tenant, says, judged)
    yield finding
