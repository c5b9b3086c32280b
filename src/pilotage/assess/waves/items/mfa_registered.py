"""The person has registered for MFA in the target, with a method that its policy allows."""

import polars as pl

from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.judged import in_account, judged, or_no_account
from pilotage.assess.waves.registration import registered
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION, IDENTITY_MAP, USERS


@item(
    "mfa_registered",
    order=4,
    source=[IDENTITY_MAP],
    target=[USERS, AUTHENTICATION_REGISTRATION.needs("mfa_registered")],
)
def mfa_registered(who: Crossing) -> pl.DataFrame:
    """Judge the registration report; methods do not move with the account."""
    capable = pl.col("mfa_capable").fill_null(True)
    return judged(
        registered(who),
        in_account(~(pl.col("mfa_registered") & capable)),
        says=pl.when("mfa_registered")
        .then(pl.lit("has registered only what the target does not allow"))
        .otherwise(pl.lit("has not registered for MFA in the target")),
        right="has registered for MFA in the target",
        unsure=or_no_account("is not in the registration report of the target"),
    )
