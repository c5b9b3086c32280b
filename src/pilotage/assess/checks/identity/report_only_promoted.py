"""No policy is left in report-only mode.

Why     A report-only policy looks like a control on every list and stops nobody.
Fix     Read what it would have blocked, tell those people, then enforce it or delete it.
Source  https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-report-only
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES

WORDS = Words(
    things="Conditional Access policies",
    wrong="only report what they would do",
    right="are enforced or switched off",
    unsure="came without their state",
    name=("name", "policy"),
)


@check(
    "identity.report_only_promoted",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[POLICIES.needs("state")],
)
def report_only_promoted(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over all policies of the tenant."""
    rows = snapshot[POLICIES].select("policy", "name", "state", "modified_at")
    reporting = pl.col("state") == "enabledForReportingButNotEnforced"
    yield conclude(snapshot.tenant, rows, reporting, WORDS)
