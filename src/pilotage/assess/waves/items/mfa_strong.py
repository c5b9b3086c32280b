"""The person has more in the target than text messages, calls and mail."""

import polars as pl

from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.judged import in_account, judged, or_no_account
from pilotage.assess.waves.registration import WEAK, named, registered
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION, IDENTITY_MAP, USERS


@item(
    "mfa_strong",
    order=5,
    source=[IDENTITY_MAP],
    target=[USERS, AUTHENTICATION_REGISTRATION.needs("methods")],
)
def mfa_strong(who: Crossing) -> pl.DataFrame:
    """Judge the methods; whoever has none has no strong one."""
    strong = pl.col("methods").list.set_difference(list(WEAK)).list.len() > 0
    return judged(
        registered(who),
        in_account(~strong),
        says=pl.when(pl.col("methods").list.len() > 0)
        .then(pl.format("has only weak methods: {}", named()))
        .otherwise(pl.lit("has no method at all")),
        right=pl.format("has {}", named()),
        unsure=or_no_account("has no known list of methods in the target"),
    )
