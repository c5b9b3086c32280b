"""No shared folder is open to everyone.

Why     A share that everyone may write is where ransomware starts, and a move copies the
        permission along with the files.
Fix     Give the folder to the groups of its department, and take Everyone and Authenticated Users
        out before the first copy.
Source  https://learn.microsoft.com/windows-server/storage/file-server/file-server-smb-overview
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SHARED_FOLDERS

WORDS = Words(
    things="shared folders",
    wrong="can be written by everyone",
    right="are restricted",
    unsure="came without their permissions",
    name=("folder",),
)


@check(
    "files.shares_restricted",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[SHARED_FOLDERS.needs("open_to_everyone")],
)
def shares_restricted(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over all shared folders of the inventory."""
    rows = snapshot[SHARED_FOLDERS].select(
        "folder", "server", "owner", "department", "size_bytes", "open_to_everyone"
    )
    yield conclude(snapshot.tenant, rows, pl.col("open_to_everyone"), WORDS)
