"""Administrators have cloud-only accounts.

Why     A synchronised administrator falls with the on-premises directory: whoever owns a domain
        controller resets that password and owns the tenant.
Fix     Give each administrator a separate account that exists in the cloud alone, move the role
        there, and take it from the synchronised account.
Source  https://learn.microsoft.com/entra/architecture/protect-m365-from-on-premises-attacks
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.assess.roles.administrators import administrators, lists_people
from pilotage.facts.finding import Area, Finding, Outcome, Severity, not_assessed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ROLE_ASSIGNMENTS

WORDS = Words(
    things="holders of highly privileged roles",
    wrong="are synchronised from an on-premises directory",
    right="are cloud-only",
    unsure="came without saying where they are mastered",
    name=("upn", "name", "principal"),
)


@check(
    "access.admins_cloud_only",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[ROLE_ASSIGNMENTS.needs("role", "principal")],
    frameworks=["MS.AAD.7.3v1", "CIS M365 7.0.0 1.1.1"],
)
def admins_cloud_only(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; nesting counts to any depth, and a source anchor means synchronised."""
    people, gap = administrators(snapshot)
    rows = people.unique("principal", keep="first", maintain_order=True)
    expected = not lists_people(snapshot)
    finding = conclude(snapshot.tenant, rows, pl.col("synced"), WORDS, expected=expected)
    whole = finding.outcome is not Outcome.PASSED or not gap
    yield finding if whole else not_assessed(snapshot.tenant, gap)
