"""The policies of the target let the person in, with the methods and devices that are there."""

import polars as pl

from pilotage.assess.coverage.lockout import ENFORCED
from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.locked_out import locked_out
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES, IDENTITY_MAP, USERS


@item(
    "sign_in",
    order=8,
    source=[IDENTITY_MAP],
    target=[USERS, CONDITIONAL_ACCESS_POLICIES],
)
def sign_in(who: Crossing) -> pl.DataFrame:
    """Judge by the lock-out simulation under the policies that are enforced."""
    return locked_out(who, ENFORCED, "is locked out of", "gets in under the policies of the target")
