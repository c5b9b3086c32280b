"""No hold on the mailbox forbids the move, or it is signed how holds are treated."""

import polars as pl

from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.judged import judged
from pilotage.facts.situation import Situation
from pilotage.facts.tables import HOLDS

DECIDED = "mail.holds_decided"
"""The check whose attestation counts for every mailbox on hold."""

DAYS = 90
"""How long that attestation may count."""


@item("holds", order=12, source=[HOLDS])
def holds(who: Crossing) -> pl.DataFrame:
    """Judge the holds of the source; cross-tenant moves refuse a mailbox on hold."""
    kinds = pl.col("kind").fill_null("unnamed").unique().sort().str.join(", ").alias("kinds")
    held = who.owned(who.source[HOLDS], "mailbox").group_by("person").agg(kinds)
    rows = who.people.join(held, on="person", how="left", maintain_order="left")
    signed = _signed(who.situation)
    free = pl.col("kinds").is_null()
    return judged(
        rows,
        ~free & pl.lit(not signed),
        says=pl.format("is on hold ({}), and nobody signed how that is treated", "kinds"),
        right=pl.when(free)
        .then(pl.lit("is not on hold"))
        .otherwise(pl.format("is on hold ({}); {}", "kinds", pl.lit(signed))),
        unsure="",
    )


def _signed(situation: Situation) -> str:
    """Return who signed how holds are treated and until when, empty if nobody did."""
    today = situation.now.date()
    for each in situation.engagement.attestation if situation.engagement else ():
        if (
            each.check == DECIDED
            and not each.subject
            and each.signed_on <= today <= each.expires_on
        ):
            return f"{each.who} signed how that is treated, until {each.expires_on:%d %b %Y}"
    return ""
