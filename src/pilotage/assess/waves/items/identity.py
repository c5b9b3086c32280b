"""The person is on the identity map, with a target that nobody else has."""

import polars as pl

from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.judged import judged
from pilotage.facts.tables import IDENTITY_MAP


@item("identity", order=1, source=[IDENTITY_MAP])
def identity(who: Crossing) -> pl.DataFrame:
    """Judge the row of the map; whoever has none is moved into nothing."""
    absent = pl.col("planned").is_null()
    return judged(
        who.people,
        absent | pl.col("shared"),
        says=pl.when(absent)
        .then(pl.lit("is not on the identity map"))
        .otherwise(pl.format("shares the target {} with somebody else", "planned")),
        right=pl.format("becomes {}", "planned"),
        unsure="",
    )
