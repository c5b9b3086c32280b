"""Groups that bring a privileged role are filled by administrators alone.

Why     Whoever may add a member to such a group makes administrators. Its owner, the owner of a
        group inside it, or a rule on a department can do so without anybody noticing.
Fix     Give the role to a new group that is role-assignable, has no group inside and no owner
        without such a role; or to the people themselves, as eligible.
Source  https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.assess.nesting import reach
from pilotage.assess.roles import HIGHLY_PRIVILEGED, holders, is_role
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import GROUP_OWNERS, GROUPS, MEMBERSHIPS, ROLE_ASSIGNMENTS, USERS

PRIVILEGED = is_role(*HIGHLY_PRIVILEGED) | pl.col("privileged").fill_null(False)

WORDS = Words(
    things="groups that bring a privileged role",
    wrong="can be filled by somebody without such a role",
    right="are role-assignable and filled by administrators alone",
    unsure="came without saying how they are protected",
    name=("name", "group"),
)


@check(
    "access.role_groups_protected",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[
        ROLE_ASSIGNMENTS.needs("principal", "role"),
        GROUPS.needs("role_assignable", "dynamic"),
        GROUP_OWNERS,
        MEMBERSHIPS,
    ],
)
def role_groups_protected(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding that shows the owners, the groups inside and how many people are in."""
    rows = _holding_groups(snapshot)
    known = snapshot[GROUPS].select("group", "name", "role_assignable", "dynamic", "synced")
    inside = reach(snapshot[MEMBERSHIPS], rows["group"])
    rows = (
        rows.join(known, on="group", how="left")
        .join(_owners(snapshot), on="group", how="left")
        .join(_nested(inside, known), on="group", how="left")
        .sort("group")
    )
    open_to_others = (
        ~pl.col("role_assignable")
        | pl.col("dynamic")
        | pl.col("synced").fill_null(False)
        | pl.col("outsiders").is_not_null()
        | pl.col("open_groups").fill_null(False)
    )
    yield conclude(snapshot.tenant, rows, open_to_others, WORDS)


def _holding_groups(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``group`` and ``roles``, the names of the privileged roles that it brings."""
    is_group = pl.col("principal_kind") == "group"
    listed = pl.col("principal").is_in(snapshot[GROUPS]["group"].implode())
    given = snapshot[ROLE_ASSIGNMENTS].filter(PRIVILEGED, is_group.fill_null(False) | listed)
    roles = pl.coalesce("role_name", "role").unique().sort().str.join(", ")
    return given.group_by(group="principal").agg(roles=roles).sort("group")


def _owners(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``group``, its ``owners`` by name, and ``outsiders``: those without such a role."""
    admins, _ = holders(snapshot, PRIVILEGED)
    named = snapshot.rows(USERS).select("upn", owner="user")
    outside = ~pl.col("owner").is_in(admins["principal"].implode())
    who = pl.coalesce("upn", "owner")
    return (
        snapshot[GROUP_OWNERS]
        .join(named, on="owner", how="left")
        .group_by("group")
        .agg(
            owners=who.sort().str.join(", "),
            outsiders=who.filter(outside).sort().drop_nulls().implode(),
        )
        .with_columns(
            outsiders=pl.when(pl.col("outsiders").list.len() > 0).then(
                pl.col("outsiders").list.join(", ")
            )
        )
    )


def _nested(inside: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return ``group``, ``people`` inside, the ``groups`` inside by name, and ``open_groups``.

    A group inside is open unless it is known to be role-assignable itself.
    """
    is_group = pl.col("member_kind") == "group"
    names = known.select("name", "role_assignable", member="group")
    unprotected = is_group & ~pl.col("role_assignable").fill_null(False)
    return (
        inside.join(names, on="member", how="left")
        .group_by("group")
        .agg(
            people=(pl.col("member_kind") == "user").sum(),
            groups=pl.coalesce("name", "member").filter(is_group).sort().str.join(", "),
            open_groups=unprotected.any(),
        )
    )
