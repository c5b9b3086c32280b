"""Whoever may open or send from a person's mailbox moves with its owner.

Why     Permissions across tenants do not work: while the two are apart, the right is gone.
Weight  Full Access 5, Send As 4, Send on Behalf 3; several rights add up.
Source  https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-permissions-for-recipients
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.dependencies.units import SHARED_KINDS
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAILBOX_PERMISSIONS, MAILBOXES

WEIGHT = {"full_access": 5.0, "send_as": 4.0, "send_on_behalf": 3.0}
WORDS = {
    "full_access": "Full Access",
    "send_as": "Send As",
    "send_on_behalf": "Send on Behalf",
}


def permission_weight() -> pl.Expr:
    """Return the weight of the row's right."""
    return pl.col("right").replace_strict(WEIGHT, default=3.0, return_dtype=pl.Float64)


def permission_words() -> pl.Expr:
    """Return the row's right in the words of Exchange."""
    return pl.col("right").replace_strict(WORDS, default=pl.col("right"), return_dtype=pl.String)


@rule("mailbox_permissions", shape="edges", order=True)
def mailbox_permissions(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one edge per right on a mailbox of a person."""
    shared = snapshot.rows(MAILBOXES).filter(pl.col("kind").is_in(SHARED_KINDS))
    rights = snapshot.rows(MAILBOX_PERMISSIONS).join(shared, on="mailbox", how="anti")
    return rights.select(
        dependent="mailbox",
        needs="trustee",
        weight=permission_weight(),
        because=permission_words() + " on the mailbox",
    )
