"""People who work in one shared mailbox move with it, and so with each other.

Why     Half of the team would look into a mailbox that no longer receives mail.
Weight  Full Access 5, Send As 4, Send on Behalf 3, the strongest of a person; falls with size.
Source  https://learn.microsoft.com/microsoft-365/admin/email/about-shared-mailboxes
"""

import polars as pl

from pilotage.dependencies import rule
from pilotage.dependencies.rules.mailbox_permissions import permission_weight, permission_words
from pilotage.dependencies.units import SHARED_KINDS
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAILBOX_PERMISSIONS, MAILBOXES


@rule("shared_mailboxes", shape="groups", order=True)
def shared_mailboxes(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one hyperedge per shared mailbox, room or equipment with its trustees."""
    shared = snapshot.rows(MAILBOXES).filter(pl.col("kind").is_in(SHARED_KINDS))
    rights = snapshot.rows(MAILBOX_PERMISSIONS).join(
        shared.select("mailbox", shown=pl.coalesce("name", "address", "mailbox")), on="mailbox"
    )
    return rights.select(
        group="mailbox",
        member="trustee",
        weight=permission_weight(),
        because=permission_words() + " on shared mailbox " + pl.col("shown"),
    ).sort("weight", "group", "member", descending=[True, False, False])
