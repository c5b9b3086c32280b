"""Whoever holds a privileged role has a method in the target that cannot be phished."""

import polars as pl

from pilotage.assess.roles import holders
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
    rows = registered(who).with_columns(
        holds=pl.col("person").is_in(here.implode())
        | pl.col("target").is_in(there.implode()).fill_null(False),
        resistant=pl.col("methods").list.set_intersection(list(RESISTANT)).list.len() > 0,
    )
    gap = "; ".join(filter(None, (gap_here, gap_there)))
    privileged = pl.when("holds").then(True).otherwise(pl.lit(None if gap else False, pl.Boolean))
    return judged(
        rows,
        privileged & in_account(~pl.col("resistant")),
        says=pl.format("holds a privileged role with {} only", _methods()),
        right=pl.when(privileged)
        .then(pl.format("holds a privileged role, and has {}", _methods()))
        .otherwise(pl.lit("holds no privileged role, or has a method that cannot be phished")),
        unsure=or_no_account(gap or "has no known list of methods in the target"),
    )


def _methods() -> pl.Expr:
    return pl.when(pl.col("methods").list.len() > 0).then(named()).otherwise(pl.lit("no method"))


def _holders(snapshot: Snapshot) -> tuple[pl.Series, str]:
    """Return the user ids of those who hold a privileged role, and what is not known of them."""
    if gap := snapshot.missing(ROLE_ASSIGNMENTS):
        return pl.Series(dtype=pl.String), f"{snapshot.side}: {gap}"
    held, gap = holders(snapshot, pl.col("privileged").fill_null(True))
    return held["principal"].unique(), gap
