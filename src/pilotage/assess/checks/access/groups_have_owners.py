"""Every group that people fill by hand has an owner.

Why     Nobody can say who should be in a group without owner, so the move copies the members of
        three years ago and nobody can approve a change after it.
Fix     Ask the department that uses the group for an owner; delete the group if none answers.
Source  https://learn.microsoft.com/entra/fundamentals/how-to-manage-groups
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import GROUP_OWNERS, GROUPS

WORDS = Words(
    things="groups filled by hand",
    wrong="have no owner",
    right="have an owner",
    unsure="came without saying how they are filled",
    name=("name", "group"),
)


@check(
    "access.groups_have_owners",
    area=Area.IDENTITY,
    severity=Severity.LOW,
    needs=[GROUPS, GROUP_OWNERS],
)
def groups_have_owners(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; dynamic groups are governed by their rule."""
    owners = snapshot[GROUP_OWNERS].group_by("group").agg(owners=pl.len())
    rows = (
        snapshot[GROUPS]
        .select("group", "name", "kind", "dynamic")
        .join(owners, on="group", how="left", maintain_order="left")
    )
    by_hand = ~pl.col("dynamic").fill_null(False)
    yield conclude(snapshot.tenant, rows, pl.col("owners").is_null(), WORDS, among=by_hand)
