"""The lock-out simulation of the target, seen from the people who move."""

from __future__ import annotations

import polars as pl

from pilotage.assess.coverage.locked import simulated
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.judged import in_account, judged, or_no_account


def locked_out(who: Crossing, state: str, wrong: str, right: str) -> pl.DataFrame:
    """Judge by the rows of one state; the sentence names what is closed, and the policies.

    What the simulation could not read counts in favour of the person, so nobody is ready then.
    """
    found = simulated(who.there)
    if found is None:
        nobody = pl.lit(None, pl.Boolean)
        why = or_no_account("the people of the target are not known")
        return judged(who.people, nobody, says="", right="", unsure=why)
    names = pl.col("policies").list.sort().list.join(", ")
    by = pl.when(names != "").then(pl.format(" by {}", names)).otherwise(pl.lit(""))
    out = found.of(state).select(target="user", told=pl.format(f"{wrong} {{}}{{}}", "out_of", by))
    rows = who.people.join(out, on="target", how="left", maintain_order="left")
    free = pl.lit(None if found.gaps else False, pl.Boolean)
    return judged(
        rows,
        in_account(pl.when(pl.col("told").is_not_null()).then(True).otherwise(free)),
        says=pl.col("told"),
        right=right,
        unsure=or_no_account("; ".join(found.gaps)),
    )
