"""No licence is assigned more often than it was bought.

Why     The next person gets no licence, and an overdrawn subscription is cut when it is renewed.
Fix     Take licences from disabled accounts, or order seats; a delivery may take days.
Source  https://learn.microsoft.com/graph/api/resources/subscribedsku
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import LICENCES_BOUGHT

WORDS = Words(
    things="subscriptions",
    wrong="have more seats assigned than bought",
    right="have enough seats",
    unsure="came without their seats",
    name=("name", "sku"),
)


@check(
    "licences.seats_suffice",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[LICENCES_BOUGHT.needs("bought", "assigned")],
)
def seats_suffice(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over all subscriptions of the tenant."""
    rows = snapshot[LICENCES_BOUGHT].select("sku", "name", "bought", "assigned", "suspended")
    short = pl.col("assigned") > pl.col("bought")
    yield conclude(snapshot.tenant, rows, short, WORDS)
