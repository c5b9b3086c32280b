"""Nobody holds a highly privileged role permanently.

Why     A standing role works for whoever steals the session, at any hour. An eligible one must be
        asked for, is logged, and ends.
Fix     Make the assignments eligible in Privileged Identity Management and give those that must
        stay active an end date. Emergency accounts are the exception, recorded as a deviation.
Source  https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-configure
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.assess.roles import HIGHLY_PRIVILEGED, is_role, with_names
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ROLE_ASSIGNMENTS

WORDS = Words(
    things="assignments of highly privileged roles",
    wrong="are permanent",
    right="are eligible or end",
    unsure="came without their kind",
    name=("upn", "name", "principal"),
)


@check(
    "access.standing_roles_absent",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[ROLE_ASSIGNMENTS.needs("role", "assignment", "ends_at")],
    frameworks=["MS.AAD.7.4v1", "CIS M365 7.0.0 5.3.1"],
)
def standing_roles_absent(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; a standing assignment without an end is permanent."""
    rows = with_names(snapshot, snapshot[ROLE_ASSIGNMENTS].filter(is_role(*HIGHLY_PRIVILEGED)))
    kind = pl.col("assignment")
    standing = pl.when(kind == "standing").then(True).when(kind == "eligible").then(False)
    permanent = standing & pl.col("ends_at").is_null()
    yield conclude(snapshot.tenant, rows, permanent, WORDS, expected=True)
