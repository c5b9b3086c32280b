"""No address belongs to two objects.

Why     The target refuses the second holder, in the middle of the evening, and mail for both then
        reaches one of them.
Fix     Decide who keeps each address. Take it from the other before the first copy starts.
Source  https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ADDRESSES, GROUPS, USERS


@check(
    "identity.addresses_unique",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[ADDRESSES],
)
def addresses_unique(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over primary addresses and aliases of users, groups and contacts."""
    held = _held(snapshot)
    if held.is_empty():
        yield not_assessed(snapshot.tenant, "no addresses were read")
        return
    shared = held.filter(pl.col("address").is_duplicated()).sort("address", "object")
    if shared.is_empty():
        says = f"All {held.height} addresses belong to one object each."
        yield passed(snapshot.tenant, says, held)
        return
    count = shared["address"].n_unique()
    every = held["address"].n_unique()
    names = naming(shared, "address")
    says = f"{count} of {every} addresses belong to more than one object: {names}."
    yield failed(snapshot.tenant, says, shared)


def _held(snapshot: Snapshot) -> pl.DataFrame:
    """Return each object with each of its mail addresses, from aliases and primary columns."""
    aliases = snapshot[ADDRESSES].filter(pl.col("kind").ne_missing("sip"))
    primary = [
        snapshot.rows(table).select(
            object=table.key[0], holder=pl.lit(holder), address="address", primary=pl.lit(True)
        )
        for table, holder in ((USERS, "user"), (GROUPS, "group"))
    ]
    listed = aliases.select("object", "holder", "address", "primary")
    every = pl.concat([listed, *primary]).with_columns(pl.col("address").str.to_lowercase())
    known = every.drop_nulls("address").filter(pl.col("address") != "")
    return known.unique(["object", "address"], keep="first", maintain_order=True)
