"""Every synchronised account has an anchor of its own that leads to the account it becomes.

Why     The anchor ties a cloud account to its directory object. A missing or a shared one makes a
        second account at the first synchronisation, or joins two human beings in one.
Fix     The engineer sets the anchor of each account in the evidence from the id of its directory
        object, and clears it where it belongs to somebody else.
Source  https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, mapped
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import IDENTITY_MAP, USERS


@migration_check(
    "migration.anchors_fit",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    source=[USERS.needs("synced", "immutable_id"), IDENTITY_MAP],
    target=[USERS.needs("immutable_id")],
    kinds=PEOPLE_MOVE,
)
def anchors_fit(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per fault of the anchors, or one PASSED for all of them."""
    assert situation.source is not None
    assert situation.target is not None
    name = agreed(situation).migration.name
    synced = situation.source[USERS].filter("synced").select("user", "upn", "immutable_id")
    anchor = pl.col("immutable_id")
    held = situation.target[USERS].drop_nulls("immutable_id").select("immutable_id", held_by="user")
    becomes = mapped(situation.source, situation.target).select("target_id", user="source_user")
    met = synced.join(held, on="immutable_id").join(becomes, on="user", how="left")
    faults = {
        "are synchronised and have no anchor": synced.filter(anchor.is_null()),
        "share an anchor": synced.filter(anchor.is_not_null() & anchor.is_duplicated()),
        "have the anchor of another account in the target": met.filter(
            pl.col("held_by").ne_missing(pl.col("target_id"))
        ),
    }
    found = {wrong: rows.sort("user") for wrong, rows in faults.items() if not rows.is_empty()}
    for wrong, rows in found.items():
        yield failed(name, f"{rows.height} accounts {wrong}: {naming(rows, 'upn', 'user')}.", rows)
    if not found:
        says = f"The anchors of all {synced.height} synchronised accounts fit."
        yield passed(name, says, synced)
