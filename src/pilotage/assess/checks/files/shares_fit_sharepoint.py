"""Every shared folder fits into SharePoint: its names, its paths and its files.

Why     A file with a sign in its name that SharePoint refuses, a path of more than 400 letters or a
        file above 250 GB is left behind by the mover, often with all that lies below it.
Fix     Rename and shorten in the source, together with the people who use the folder, or let the
        mover replace signs by a rule that people know. Leave huge files where they are.
Source  https://support.microsoft.com/office/64883a5d-228e-48f5-b3d2-eb39e07630fa
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SHARED_FOLDERS

LONGEST_PATH = 400
"""Letters of library, folders and name together."""

LARGEST_FILE = 250 * 1024**3
"""Bytes of a file."""

WORDS = Words(
    things="shared folders",
    wrong="hold names, paths or files that SharePoint does not take",
    right="fit into SharePoint",
    unsure="were not looked at in every place, or came without names, paths or largest file",
    name=("folder",),
)


@check(
    "files.shares_fit_sharepoint",
    area=Area.DEPENDENCIES,
    severity=Severity.MEDIUM,
    needs=[SHARED_FOLDERS.needs("refused_names", "longest_path", "largest_file_bytes")],
    sides=["source"],
)
def shares_fit_sharepoint(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; the evidence says of each folder what does not fit.

    A folder with places that nobody could look at fits only as far as it was seen.
    """
    reasons = {
        "names": pl.col("refused_names") > 0,
        "paths": pl.col("longest_path") > LONGEST_PATH,
        "files": pl.col("largest_file_bytes") > LARGEST_FILE,
    }
    because = pl.concat_str(
        [pl.when(bad).then(pl.lit(reason)) for reason, bad in reasons.items()],
        separator=", ",
        ignore_nulls=True,
    )
    rows = snapshot[SHARED_FOLDERS].select(
        *("folder", "server", "owner", "refused_names", "refused_example"),
        *("longest_path", "longest_example", "largest_file_bytes", "unreadable"),
        because=because,
    )
    over = pl.any_horizontal(*reasons.values())
    hidden = pl.col("unreadable").fill_null(0) > 0
    yield conclude(snapshot.tenant, rows, pl.when(over | ~hidden).then(over), WORDS)
