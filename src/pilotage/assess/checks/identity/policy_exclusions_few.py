"""Enforced policies leave out no more than the emergency accounts.

Why     An exclusion group grows by one person at a time and is never read again. Whoever is in it
        has no MFA on any day.
Fix     Keep two emergency accounts out, and at most one account of the directory synchronisation.
        Give everyone else the method they lack, and take them out of the group.
Source  https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.assess.nesting import reach
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES
from pilotage.facts.tables import MEMBERSHIPS

MOST_LEFT_OUT = 3
"""Two emergency accounts and one for synchronisation, as Microsoft advises to exclude."""

WORDS = Words(
    things="enforced policies",
    wrong=f"leave out more than {MOST_LEFT_OUT} accounts",
    right=f"leave out at most {MOST_LEFT_OUT} accounts",
    unsure="came without their state, or leave out groups that were not read",
    name=("name", "policy"),
)


@check(
    "identity.policy_exclusions_few",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[POLICIES.needs("state", "exclude_users", "exclude_groups")],
    attest_days=30,
)
def policy_exclusions_few(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; accounts in excluded groups are counted at any depth."""
    rows = _counted(snapshot, snapshot[POLICIES])
    uncounted = (pl.col("exclude_groups").list.len() > 0) & bool(snapshot.missing(MEMBERSHIPS))
    many = pl.when(pl.col("left_out") > MOST_LEFT_OUT).then(True).when(~uncounted).then(False)
    enforced = pl.col("state") == "enabled"
    yield conclude(snapshot.tenant, rows, many, WORDS, among=enforced)


def _counted(snapshot: Snapshot, policies: pl.DataFrame) -> pl.DataFrame:
    """Add ``accounts``, those a policy leaves out as far as they are known, and their number."""
    groups = _pairs(policies, "exclude_groups")
    inside = reach(snapshot.rows(MEMBERSHIPS), groups["object"])
    people = inside.filter(pl.col("member_kind").ne_missing("group"))
    through = groups.join(people, left_on="object", right_on="group").select(
        "policy", object="member"
    )
    left_out = (
        pl.concat([_pairs(policies, "exclude_users"), through])
        .unique()
        .group_by("policy")
        .agg(left_out=pl.len(), accounts=pl.col("object").sort())
    )
    shown = policies.select("policy", "name", "state", "exclude_users", "exclude_groups")
    counted = shown.join(left_out, on="policy", how="left", maintain_order="left")
    return counted.with_columns(pl.col("left_out").fill_null(0))


def _pairs(policies: pl.DataFrame, column: str) -> pl.DataFrame:
    return policies.select("policy", object=column).explode("object").drop_nulls("object")
