"""The mailbox of the person fits into the target."""

import polars as pl

from pilotage.assess.checks.mail.mailboxes_within_limits import GB, USER_LIMIT
from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.judged import judged
from pilotage.facts.tables import MAILBOXES


@item("mailbox_size", order=11, source=[MAILBOXES.needs("size_bytes")])
def mailbox_size(who: Crossing) -> pl.DataFrame:
    """Judge the primary mailbox; whoever has none has nothing to fit."""
    limit = pl.min_horizontal(pl.lit(USER_LIMIT), "quota_bytes")
    own = who.owned(who.source[MAILBOXES], "mailbox").select(
        "person", "size_bytes", limit=limit, own=pl.lit(True)
    )
    largest = own.sort("size_bytes", descending=True, nulls_last=False).unique(
        "person", keep="first", maintain_order=True
    )
    rows = who.people.join(largest, on="person", how="left", maintain_order="left")
    none = pl.col("own").is_null()
    size = (pl.col("size_bytes") / GB).round(1)
    return judged(
        rows,
        pl.when(none).then(False).otherwise(pl.col("size_bytes") > pl.col("limit")),
        says=pl.format(
            "has a mailbox of {} GB, over the limit of {} GB", size, (pl.col("limit") / GB).round(1)
        ),
        right=pl.when(none)
        .then(pl.lit("has no mailbox"))
        .otherwise(pl.format("has a mailbox of {} GB", size)),
        unsure="has a mailbox of unknown size",
    )
