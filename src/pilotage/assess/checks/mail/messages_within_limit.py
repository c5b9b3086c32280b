"""No message is larger than the target takes, and no folder holds more of them.

Why     A message above 150 MB is skipped by every mover, and a folder with more than a million
        messages takes no more. Both are found out when somebody looks for what is not there.
Fix     Let the holder save large attachments elsewhere and delete the message; part large folders
        by year. The IMAP migration that Exchange Online brings along takes 35 MB only: with it,
        mind the largest message of each folder too.
Source  https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.assess.mail_folders import own_folders
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAILBOX_FOLDERS

MOST_MESSAGES = 1_000_000
"""Messages that a folder of Exchange Online holds."""

WORDS = Words(
    things="mail folders",
    wrong="hold messages above 150 MB, or more than a million messages",
    right="hold messages that the target takes",
    unsure="came without counts of their messages",
    name=("label",),
)


@check(
    "mail.messages_within_limit",
    area=Area.DEPENDENCIES,
    severity=Severity.MEDIUM,
    needs=[MAILBOX_FOLDERS.needs("oversized", "item_count")],
    sides=["source"],
)
def messages_within_limit(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding, folders with most large messages first.

    What a mover takes can be less than what the target takes:
    https://learn.microsoft.com/exchange/mailbox-migration/migrating-imap-mailboxes/migrating-imap-mailboxes
    """
    rows = (
        own_folders(snapshot)
        .select("label", "mailbox", "folder", "item_count", "oversized", "largest_bytes")
        .sort("oversized", "mailbox", "folder", descending=[True, False, False], nulls_last=True)
    )
    over = (pl.col("oversized") > 0) | (pl.col("item_count") > MOST_MESSAGES)
    yield conclude(snapshot.tenant, rows, over, WORDS)
