"""The account in the target has a licence with a mailbox, or there is a free seat for it."""

import polars as pl

from pilotage.assess.checks.migration.licences_cover_everyone import MAILBOX_PLAN
from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.judged import judged
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import IDENTITY_MAP, LICENCES_ASSIGNED, LICENCES_BOUGHT


@item(
    "licence",
    order=3,
    source=[IDENTITY_MAP],
    target=[LICENCES_BOUGHT.needs("bought", "assigned", "plans"), LICENCES_ASSIGNED],
)
def licence(who: Crossing) -> pl.DataFrame:
    """Give the free seats to the waves in their order, inside a wave in the order of names."""
    seats = _seats(who.there)
    held = pl.col("target").is_in(_holders(who.there, seats).implode())
    free = seats.select((pl.col("bought") - pl.col("assigned")).clip(lower_bound=0))
    known = not seats.select(pl.any_horizontal(pl.col("bought", "assigned").is_null()).any()).item()
    left = int(free.sum().item()) if known else None
    needs = ~held.fill_null(False)
    rows = who.people.with_columns(needs=needs, place=needs.cast(pl.Int64).cum_sum())
    wave = rows.group_by("wave").agg(short=pl.col("needs").sum())
    rows = rows.join(wave, on="wave", how="left", maintain_order="left")
    return judged(
        rows,
        pl.col("needs") & (pl.col("place") > pl.lit(left, pl.Int64)),
        says=_short(left or 0),
        right=pl.when("needs")
        .then(pl.lit("has no licence with a mailbox yet; a free seat is left"))
        .otherwise(pl.lit("has a licence with a mailbox")),
        unsure="has no licence with a mailbox, and free seats were not counted",
    )


def _seats(target: Snapshot) -> pl.DataFrame:
    """Return the licences of the target that bring a mailbox."""
    mailbox = pl.col("plans").list.eval(pl.element().str.contains(MAILBOX_PLAN)).list.any()
    return target[LICENCES_BOUGHT].filter(mailbox.fill_null(False))


def _holders(target: Snapshot, seats: pl.DataFrame) -> pl.Series:
    skus = pl.concat([seats["sku"], seats["name"]]).drop_nulls()
    return target[LICENCES_ASSIGNED].filter(pl.col("sku").is_in(skus.implode()))["user"].unique()


def _short(left: int) -> pl.Expr:
    """Say how many of the wave need a seat, and how many earlier waves leave."""
    before = pl.col("place") - pl.col("needs").cum_sum().over("wave")
    here = (pl.lit(left) - before).clip(lower_bound=0)
    return pl.format(
        "has no licence with a mailbox; people of wave {} who need a seat: {}, seats left: {}",
        "wave",
        "short",
        here,
    )
