"""Two people who work in one mailbox, and the waves in which they move."""

from __future__ import annotations

import polars as pl

from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.judged import judged

TOLD = 3
"""How many others a sentence names; it counts the rest."""


def apart(who: Crossing, rights: pl.DataFrame, holder: str, thing: str) -> pl.DataFrame:
    """Judge ``rights`` with the columns ``mailbox`` and ``holder``: both ends are not ready.

    Ends that are no people who move, such as groups and shared mailboxes, count for nobody.
    """
    ends = who.people.select("person", "wave", "name")
    pairs = _people(who, _people(who, rights, "mailbox", "owner"), holder, "user")
    pairs = (
        pairs.select("owner", "user")
        .unique()
        .join(ends.rename(lambda name: f"owner_{name}"), left_on="owner", right_on="owner_person")
        .join(ends.rename(lambda name: f"user_{name}"), left_on="user", right_on="user_person")
        .filter(pl.col("owner_wave") != pl.col("user_wave"))
    )
    says = {
        "owner": f"{{}}, who uses the {thing}, moves in wave {{}}",
        "user": f"{{}}, whose {thing} this person uses, moves in wave {{}}",
    }
    told = [
        pairs.select(person=end, told=pl.format(says[end], f"{other}_name", f"{other}_wave"))
        for end, other in (("owner", "user"), ("user", "owner"))
    ]
    each = pl.concat(told).group_by("person").agg(told=_few())
    rows = who.people.join(each, on="person", how="left", maintain_order="left")
    return judged(
        rows,
        pl.col("told").is_not_null(),
        says=pl.col("told"),
        right=f"shares no {thing} with anybody of another wave",
        unsure="",
    )


def _people(who: Crossing, rows: pl.DataFrame, holder: str, called: str) -> pl.DataFrame:
    return who.owned(rows, holder).drop("called").rename({"person": called})


def _few() -> pl.Expr:
    """Return the first few sentences in order, and how many more there are."""
    more = pl.len().cast(pl.Int64) - TOLD
    rest = pl.when(more > 0).then(pl.format(" and {} more", more)).otherwise(pl.lit(""))
    return pl.col("told").sort().head(TOLD).str.join("; ") + rest
