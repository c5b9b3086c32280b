"""Where the target demands a managed device, the person owns one there."""

import polars as pl

from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.demand import managed_device
from pilotage.assess.waves.judged import in_account, judged, or_no_account
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES, DEVICES, IDENTITY_MAP, USERS

OWNED = DEVICES.needs("owner", "compliant", "trust")


@item(
    "device",
    order=10,
    source=[IDENTITY_MAP],
    target=[USERS, CONDITIONAL_ACCESS_POLICIES],
)
def device(who: Crossing) -> pl.DataFrame:
    """Judge the devices that are compliant or hybrid joined; where none is asked for, all pass."""
    directory = who.scene.directory
    gap = who.there.missing(OWNED) or who.there.lost(OWNED)
    if directory is None:
        why = or_no_account("the people of the target are not known")
        return judged(who.people, pl.lit(None, pl.Boolean), says="", right="", unsure=why)
    asked = managed_device(who.scene, directory)
    rows = who.people.join(asked, on="target", how="left", maintain_order="left").join(
        _managed(who.there), on="target", how="left", maintain_order="left"
    )
    has = pl.col("has").fill_null(pl.lit(None if gap else False, pl.Boolean))
    free = ~pl.col("demanded").fill_null(True)
    wrong = pl.when(free | has).then(False).otherwise(pl.col("demanded") & ~has)
    return judged(
        rows,
        in_account(wrong),
        says="owns no managed device in the target, and its policies demand one",
        right=pl.when(free)
        .then(pl.lit("needs no managed device"))
        .otherwise(pl.lit("owns a managed device in the target")),
        unsure=or_no_account(gap or "owns no device that is known to be managed; it may be asked"),
    )


def _managed(target: Snapshot) -> pl.DataFrame:
    """Return ``target`` and ``has`` of owners: null where a device may be managed or not."""
    proof = pl.col("compliant") | (pl.col("trust") == "hybrid_joined")
    usable = target.rows(DEVICES).filter(pl.col("enabled").fill_null(True))
    return (
        usable.drop_nulls("owner").group_by(target="owner").agg(has=proof.any(ignore_nulls=False))
    )
