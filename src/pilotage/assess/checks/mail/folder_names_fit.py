"""Every mail folder has a name that the target takes.

Why     A mail server that parts levels with a dot allows a slash in the name of a folder. Exchange
        Online leaves such folders behind, with all that lies in them, and says so in a report that
        nobody reads.
Fix     Let the holder rename the folder before the first copy, with a dash for the slash, or have
        the mover do it and tell people the new names.
Source  https://learn.microsoft.com/exchange/mailbox-migration/migrating-imap-mailboxes/optimizing-imap-migrations
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.assess.mail_folders import own_folders
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAILBOX_FOLDERS

SLASH = "/"
UNREADABLE = "\ufffd"
"""What stands for a letter that could not be read."""

WORDS = Words(
    things="mail folders",
    wrong="have a slash in their name, which the target does not take",
    right="have names that the target takes",
    unsure="have names that could not be read",
    name=("label",),
)


@check(
    "mail.folder_names_fit",
    area=Area.DEPENDENCIES,
    severity=Severity.MEDIUM,
    needs=[MAILBOX_FOLDERS.needs("separator", "space")],
    sides=["source"],
)
def folder_names_fit(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; folders that others share are judged with their owner's."""
    rows = own_folders(snapshot).select(
        "label", "mailbox", "folder", "separator", "item_count", "size_bytes"
    )
    folder = pl.col("folder")
    slashed = folder.str.contains(SLASH, literal=True) & pl.col("separator").ne_missing(SLASH)
    readable = ~folder.str.contains(UNREADABLE, literal=True)
    yield conclude(snapshot.tenant, rows, pl.when(slashed | readable).then(slashed), WORDS)
