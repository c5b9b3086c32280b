"""Who works in whose mailbox, and moves in another wave."""

from __future__ import annotations

import polars as pl

from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.judged import judged
from pilotage.assess.waves.through_groups import (
    FIRST,
    TOLD,
    nest_of,
    told_to_owners,
    told_to_users,
    unread,
)
from pilotage.assess.waves.use import Use, use_of


def apart(who: Crossing, rights: pl.DataFrame, holder: str, thing: str) -> pl.DataFrame:
    """Judge ``rights`` with the columns ``mailbox`` and ``holder``: both ends are not ready.

    A group holds a right for everyone inside it. A shared mailbox moves as the plan says; where
    no wave moves it, it is not known whether its users are ready. Ends that do not move count
    for nobody.
    """
    use = use_of(who, rights, holder, thing)
    told, gap = _through_groups(who, use)
    told = pl.concat([_directly(use), told])
    each = told.group_by("person").agg(
        wrong=pl.col("sure").any(), told=_few(pl.col("sure")), maybe=_few(~pl.col("sure"))
    )
    rows = who.people.join(each, on="person", how="left", maintain_order="left")
    unsure = pl.coalesce("maybe", pl.lit(gap or None, pl.String))
    return judged(
        rows,
        pl.when("wrong").then(True).when(unsure.is_null()).then(False),
        says=pl.col("told"),
        right=f"shares no {thing} with anybody of another wave",
        unsure=unsure,
    )


def _directly(use: Use) -> pl.DataFrame:
    """Return the rows of ``TOLD`` about rights that people hold in person."""
    pairs = (
        use.direct.join(use.people, on="user")
        .join(use.boxes, on="box", suffix="_of_box")
        .filter(pl.col("owner").ne_missing(pl.col("person")))
        .filter(pl.col("wave").ne_missing(pl.col("wave_of_box")))
    )
    sure = pl.col("wave_of_box").is_not_null()
    rows = [
        pairs.select(person=end, told=told, count=pl.lit(1, pl.Int64), sure=sure)
        for end, told in (("owner", "says"), ("person", "says_of_box"))
    ]
    return pl.concat(rows).drop_nulls("person")


def _through_groups(who: Crossing, use: Use) -> tuple[pl.DataFrame, str]:
    """Return the rows of ``TOLD`` about rights of groups, and why there may be more."""
    gap = unread(who, use)
    rows: list[tuple[str, str, int, bool]] = []
    if not use.given.is_empty():
        nest = nest_of(who, use)
        rows = [*told_to_owners(nest), *told_to_users(nest)]
        gap = gap or nest.unknown
    return pl.DataFrame(rows, schema=TOLD, orient="row"), gap


def _few(chosen: pl.Expr) -> pl.Expr:
    """Return the first few sentences in order, and how many more there are; null if none."""
    told = pl.col("told").filter(chosen)
    more = pl.col("count").filter(chosen).sum() - told.len().clip(upper_bound=FIRST)
    rest = pl.when(more > 0).then(pl.format(" and {} more", more)).otherwise(pl.lit(""))
    few = told.sort().head(FIRST).str.join("; ") + rest
    return pl.when(told.len() > 0).then(few)
