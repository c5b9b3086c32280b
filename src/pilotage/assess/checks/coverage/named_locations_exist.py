"""Every named location in a policy exists.

Why     A policy that names a deleted place applies nowhere, or stops leaving out the office, and
        the copy of the policy in the target is refused.
Fix     Take the dead location out of the policy, or name the one that took over. In the target,
        make the locations before the policies.
Source  https://learn.microsoft.com/graph/api/resources/conditionalaccesslocations
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.coverage.places import COLUMNS, KEYWORDS, MFA_TRUSTED
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES
from pilotage.facts.tables import NAMED_LOCATIONS

WORDS = Words(
    things="locations named in policies",
    wrong="do not exist",
    right="exist",
    unsure="cannot be looked up",
    name=("named", "policy"),
)


@check(
    "coverage.named_locations_exist",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[POLICIES.needs(*COLUMNS), NAMED_LOCATIONS],
)
def named_locations_exist(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; its evidence holds one row per policy, list and location."""
    known = snapshot[NAMED_LOCATIONS]["location"].str.to_lowercase()
    written = pl.col("named").str.to_lowercase()
    rows = pl.concat(
        snapshot[POLICIES]
        .select("policy", "name", place=pl.lit(column), named=column)
        .explode("named")
        .drop_nulls("named")
        .filter(~written.is_in([*KEYWORDS, MFA_TRUSTED]))
        .with_columns(exists=written.is_in(known.implode()))
        for column in COLUMNS
    )
    yield conclude(snapshot.tenant, rows.sort("policy", "place", "named"), ~pl.col("exists"), WORDS)
