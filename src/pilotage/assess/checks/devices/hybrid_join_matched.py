"""Every hybrid joined device is in use, is there once, and has its computer in the domain.

Why     A hybrid joined device stands on two legs: the computer account in the domain and the device
        in the tenant. Where one is dead or doubled, policies trust a device that nobody has, or
        do not trust the one on the desk, and the move joins the wrong one again.
Fix     Delete the device that is not used any more or has no computer account; of two with one
        name remove the registration and keep the hybrid join, then have its user sign in once.
Source  https://learn.microsoft.com/entra/identity/devices/hybrid-join-plan
"""

from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DEVICES

IN_USE = timedelta(days=90)
"""https://learn.microsoft.com/entra/identity/devices/manage-stale-devices"""

HYBRID = pl.col("trust") == "hybrid_joined"
HOST = pl.col("name").str.to_lowercase().str.split(".").list.first()
"""The tenant knows a device by its bare name, the domain by that and its own."""

WORDS = Words(
    things="hybrid joined devices",
    wrong="are doubled, unused or unknown to the domain",
    right="are in use, there once and in the domain",
    unsure="came without their name, state or last contact, or without the computers of the domain",
    name=("name", "device"),
)


@check(
    "devices.hybrid_join_matched",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[DEVICES.needs("name", "trust", "enabled", "last_seen_at")],
)
def hybrid_join_matched(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over enabled hybrid devices, with the ``faults`` of each.

    Without a computer of the domain among the devices nobody read the domain, so that a device
    without another fault cannot be told.
    """
    rows = snapshot[DEVICES].select(
        "device", "name", "owner", "trust", "enabled", "last_seen_at", host=HOST
    )
    computers = rows.filter(pl.col("trust") == "domain_joined")["host"].drop_nulls()
    faults = {
        "there twice": _twice(rows),
        "not seen for 90 days": pl.col("last_seen_at") < pl.lit(snapshot.taken_at - IN_USE),
        "no computer in the domain": ~pl.col("host").is_in(computers.implode())
        if len(computers)
        else pl.lit(None, pl.Boolean),
    }
    told = [pl.when(fault).then(pl.lit(word)) for word, fault in faults.items()]
    rows = rows.with_columns(faults=pl.concat_list(told).list.drop_nulls()).sort("host", "device")
    among = HYBRID & pl.col("enabled")
    yield conclude(snapshot.tenant, rows, pl.any_horizontal(faults.values()), WORDS, among=among)


def _twice(rows: pl.DataFrame) -> pl.Expr:
    """Tell which devices share their name with another one that the tenant trusts, too."""
    trusted = rows.filter(pl.col("trust").is_in(["hybrid_joined", "registered"]), pl.col("enabled"))
    hosts = trusted["host"].drop_nulls()
    return pl.col("host").is_in(hosts.filter(hosts.is_duplicated()).implode())
