"""Every user and group that a policy names exists.

Why     A policy that names a deleted object protects fewer people than it seems to, and the copy
        of the policy in the target is refused.
Fix     Take the dead entries out of the policy, or replace them by the object that took over.
Source  https://learn.microsoft.com/graph/api/resources/conditionalaccessusers
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES
from pilotage.facts.tables import GROUPS, USERS

NAMES = {
    "include_users": USERS,
    "exclude_users": USERS,
    "include_groups": GROUPS,
    "exclude_groups": GROUPS,
}
KEYWORDS = ("All", "None", "GuestsOrExternalUsers")

WORDS = Words(
    things="users and groups named in policies",
    wrong="do not exist",
    right="exist",
    unsure="cannot be looked up",
    name=("names", "policy"),
)


@check(
    "identity.policy_references_exist",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[POLICIES.needs(*NAMES), USERS, GROUPS],
)
def policy_references_exist(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; its evidence holds one row per policy, list and object named."""
    policies = snapshot[POLICIES]
    rows = pl.concat(
        policies.select("policy", "name", place=pl.lit(place), names=place)
        .explode("names")
        .drop_nulls("names")
        .filter(~pl.col("names").is_in(KEYWORDS))
        .with_columns(exists=pl.col("names").is_in(snapshot[table][table.key[0]].implode()))
        for place, table in NAMES.items()
    )
    yield conclude(snapshot.tenant, rows.sort("policy", "place", "names"), ~pl.col("exists"), WORDS)
