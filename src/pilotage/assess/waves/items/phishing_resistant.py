"""Whoever holds a privileged role has a method in the target that cannot be phished."""

import polars as pl

from pilotage.assess.roles import HIGHLY_PRIVILEGED, holders, is_role
from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.judged import in_account, judged, or_no_account
from pilotage.assess.waves.registration import RESISTANT, named, registered
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION, IDENTITY_MAP, ROLE_ASSIGNMENTS, USERS


@item(
    "phishing_resistant",
    order=6,
    source=[IDENTITY_MAP],
    target=[USERS, AUTHENTICATION_REGISTRATION.needs("methods")],
)
def phishing_resistant(who: Crossing) -> pl.DataFrame:
    """Judge holders of a role in the source or in the target; the role moves with the person."""
    here, gap_here = _holders(who.source)
    there, gap_there = _holders(who.there)
    gap = "; ".join(filter(None, (gap_here, gap_there)))
    none = pl.lit(None if gap else False, pl.Boolean)
    rows = (
        registered(who)
        .join(here, left_on="person", right_on="principal", how="left", maintain_order="left")
        .join(there, left_on="target", right_on="principal", how="left", maintain_order="left")
        .with_columns(_privileged("source", none) | _privileged("target", none))
    )
    privileged = pl.col("privileged")
    resistant = pl.col("methods").list.set_intersection(list(RESISTANT)).list.len() > 0
    return judged(
        rows,
        privileged & in_account(~resistant),
        says=pl.when(pl.col("methods").list.len() > 0)
        .then(pl.format("holds a privileged role and has only {}", named()))
        .otherwise(pl.lit("holds a privileged role and has no method at all")),
        right=pl.when(privileged)
        .then(pl.format("holds a privileged role, and has {}", named()))
        .otherwise(pl.lit("holds no privileged role, or has a method that cannot be phished")),
        unsure=or_no_account(gap or "its methods or its role are not fully known"),
    )


def _privileged(side: str, none: pl.Expr) -> pl.Expr:
    """Return whether a role of one side is privileged; ``none`` for who holds no role there."""
    held = pl.when(pl.col(f"of_{side}").is_not_null())
    return held.then(pl.col(f"privileged_{side}")).otherwise(none).alias("privileged")


def _holders(snapshot: Snapshot) -> tuple[pl.DataFrame, str]:
    """Return who holds roles, whether one is privileged, and what is not known of them."""
    side = snapshot.side
    if gap := snapshot.missing(ROLE_ASSIGNMENTS):
        held, gap = ROLE_ASSIGNMENTS.frame([]), f"{side}: {gap}"
    else:
        held, gap = holders(snapshot, pl.lit(True))
    privileged = is_role(*HIGHLY_PRIVILEGED) | pl.col("privileged")
    each = held.group_by("principal").agg(
        pl.len().alias(f"of_{side}"),
        privileged.any(ignore_nulls=False).alias(f"privileged_{side}"),
    )
    return each, gap
