"""Every mailbox fits into the limits of Exchange Online.

Why     A mailbox over the limit is refused or stops receiving in the middle of the copy, hours
        before anyone looks.
Fix     Empty it, move old mail to an archive, or buy a plan with a larger limit. A plan with 50 GB
        needs the same for every mailbox above that size.
Source  https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAILBOXES

GB = 1024**3
USER_LIMIT = 100 * GB
"""The largest primary mailbox of a person, in Exchange Online plan 2, E3 and E5."""
UNLICENSED_LIMIT = 50 * GB
"""A shared mailbox, room or equipment without a licence."""

WORDS = Words(
    things="mailboxes",
    wrong="are over their limit",
    right="are within their limit",
    unsure="came without a size or kind",
    name=("address", "mailbox"),
)


@check(
    "mail.mailboxes_within_limits",
    area=Area.DEPENDENCIES,
    severity=Severity.MEDIUM,
    needs=[MAILBOXES.needs("size_bytes")],
)
def mailboxes_within_limits(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; the quota of the mailbox counts where it is the smaller limit."""
    shared = pl.col("kind") != "user"
    kinds = pl.when(shared).then(UNLICENSED_LIMIT).when(~shared).then(USER_LIMIT)
    quota = pl.col("quota_bytes")
    rows = (
        snapshot[MAILBOXES]
        .select("mailbox", "address", "kind", "size_bytes", "item_count", "quota_bytes")
        .with_columns(limit_bytes=pl.min_horizontal(kinds, quota))
        .sort("size_bytes", descending=True, nulls_last=True)
    )
    over = pl.col("size_bytes") > pl.col("limit_bytes")
    yield conclude(snapshot.tenant, rows, over, WORDS)
