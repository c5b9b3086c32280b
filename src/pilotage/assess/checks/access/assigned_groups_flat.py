"""No group that is assigned to an application has groups inside.

Why     An assignment reaches the people directly in the group, and nobody in a group inside it.
        They look as if they had the application and do not; a copy that resolves the nesting
        gives it to all of them.
Fix     The owner of the application says who is meant. Assign the inner groups themselves, or
        fill one group without groups inside.
Source  https://learn.microsoft.com/entra/identity/enterprise-apps/assign-user-or-group-access-portal
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import APP_ROLE_ASSIGNMENTS, GROUPS, MEMBERSHIPS

WORDS = Words(
    things="groups assigned to applications",
    wrong="have groups inside, which the assignment does not reach",
    right="have no groups inside",
    unsure="have members of an unknown kind",
    name=("name", "group"),
)


@check(
    "access.assigned_groups_flat",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[APP_ROLE_ASSIGNMENTS.needs("principal", "principal_kind"), MEMBERSHIPS, GROUPS],
)
def assigned_groups_flat(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding with a row per group; licences given through groups are not collected."""
    groups = snapshot[GROUPS].select("group", "name")
    assigned = snapshot[APP_ROLE_ASSIGNMENTS].select(
        "principal_kind", group="principal", application="resource_name"
    )
    known = pl.col("group").is_in(groups["group"].implode())
    to = assigned.filter((pl.col("principal_kind") == "group") | known)
    a_group = pl.when(pl.col("member").is_in(groups["group"].implode())).then(pl.lit("group"))
    inside = (
        snapshot[MEMBERSHIPS]
        .join(to, on="group", how="semi")
        .select("group", kind=pl.coalesce("member_kind", a_group))
        .group_by("group")
        .agg(inner=(pl.col("kind") == "group").sum(), untold=pl.col("kind").is_null().sum())
    )
    rows = (
        to.group_by("group")
        .agg(applications=pl.col("application").drop_nulls().unique().sort())
        .join(groups, on="group", how="left")
        .join(inside, on="group", how="left")
        .with_columns(pl.col("inner", "untold").fill_null(0))
        .sort("group")
    )
    bad = pl.when(pl.col("inner") > 0).then(True).when(pl.col("untold") == 0).then(False)
    yield conclude(snapshot.tenant, rows, bad, WORDS)
