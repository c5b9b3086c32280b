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
from pilotage.assess.roles import HIGHLY_PRIVILEGED, holders, is_role, with_names
from pilotage.facts.finding import Area, Finding, Outcome, Severity, not_assessed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ROLE_ASSIGNMENTS, USERS

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
    held, gap = holders(snapshot, is_role(*HIGHLY_PRIVILEGED))
    people = with_names(snapshot, held.filter(pl.col("principal_kind") == "user"))
    rows = people.unique("principal", keep="first", maintain_order=True)
    finding = conclude(snapshot.tenant, rows, _synchronised(snapshot), WORDS, expected=True)
    whole = finding.outcome is not Outcome.PASSED or not gap
    yield finding if whole else not_assessed(snapshot.tenant, gap)


def _synchronised(snapshot: Snapshot) -> pl.Expr:
    """Tell who is mastered on premises; a source anchor proves it, none denies it where read."""
    people = snapshot.captures.get(USERS.name)
    read = people is not None and "immutable_id" in people.read
    anchored = pl.when(pl.col("immutable_id").is_not_null()).then(True)
    unanchored = anchored.when(pl.lit(read) & pl.col("known")).then(False)
    return pl.col("synced").fill_null(False) | unanchored.otherwise(pl.col("synced"))
