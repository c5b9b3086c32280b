"""The account in the target exists and may sign in."""

import polars as pl

from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import NO_ACCOUNT, Crossing
from pilotage.assess.waves.judged import judged
from pilotage.facts.tables import IDENTITY_MAP, USERS


@item("account", order=2, source=[IDENTITY_MAP], target=[USERS.needs("enabled")])
def account(who: Crossing) -> pl.DataFrame:
    """Judge the account that the identity map leads to."""
    known = who.there[USERS].select("enabled", target="user", sign_in=pl.coalesce("upn", "user"))
    rows = who.people.join(known, on="target", how="left", maintain_order="left")
    absent, unmapped = pl.col("target").is_null(), pl.col("planned").is_null()
    return judged(
        rows,
        pl.when(~unmapped).then(absent | ~pl.col("enabled")),
        says=pl.when(absent)
        .then(pl.lit(NO_ACCOUNT))
        .otherwise(pl.format("the account {} of the target is disabled", "sign_in")),
        right=pl.format("the account {} of the target may sign in", "sign_in"),
        unsure=pl.when(unmapped)
        .then(pl.lit("is not on the identity map"))
        .otherwise(pl.lit("the target does not say whether the account may sign in")),
    )
