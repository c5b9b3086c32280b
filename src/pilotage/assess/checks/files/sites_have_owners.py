"""Every site has an owner.

Why     Nobody can say what a site without owner is for, who should see it, or whether it moves.
Fix     Ask the people who used it last. Name an owner, or archive it and leave it behind.
Source  https://learn.microsoft.com/sharepoint/create-sharepoint-site-ownership-policy
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import GROUP_OWNERS, SITE_MEMBERSHIPS, SITES

WORDS = Words(
    things="sites",
    wrong="have no owner",
    right="have an owner",
    unsure="belong to a group whose owners were not read",
    name=("name", "url", "site"),
)


@check(
    "files.sites_have_owners",
    area=Area.IDENTITY,
    severity=Severity.LOW,
    needs=[SITES.needs("owner")],
    attest_days=30,
)
def sites_have_owners(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; the owners of the group behind a site own the site."""
    rows = snapshot[SITES].select("site", "name", "url", "owner", "group", "last_active_at")
    owned_groups = snapshot.rows(GROUP_OWNERS)["group"].unique().implode()
    permitted = snapshot.rows(SITE_MEMBERSHIPS).filter(pl.col("role") == "owner")["site"]
    in_person = pl.col("owner").is_not_null() | pl.col("site").is_in(permitted.unique().implode())
    if snapshot.missing(GROUP_OWNERS):
        through_group = pl.when(pl.col("group").is_null()).then(False)
    else:
        through_group = pl.when(True).then(pl.col("group").is_in(owned_groups).fill_null(False))
    yield conclude(snapshot.tenant, rows, ~(in_person | through_group.otherwise(None)), WORDS)
