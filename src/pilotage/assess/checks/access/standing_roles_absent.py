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
from pilotage.assess.baseline.service_plans import NO_P2, lacks_entra_p2, plans
from pilotage.assess.exclusions import registered
from pilotage.assess.judgement import Words, conclude
from pilotage.assess.roles.administrators import given, is_standing, lists_assignments
from pilotage.facts.finding import Area, Finding, Severity, failed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ROLE_ASSIGNMENTS

POLICY = "MS.AAD.7.4v1"

WORDS = Words(
    things="assignments of highly privileged roles",
    wrong="are permanent",
    right="are eligible, end, or are registered exceptions",
    unsure="came without their kind",
    name=("upn", "name", "principal"),
)


@check(
    "access.standing_roles_absent",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[ROLE_ASSIGNMENTS.needs("role", "assignment", "ends_at")],
    frameworks=[POLICY, "CIS M365 7.0.0 5.3.1"],
)
def standing_roles_absent(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; a standing assignment without an end is permanent.

    Registered people and groups may hold one. The export does not say which groups Privileged
    Identity Management manages, so such a group must be registered too.
    """
    if lacks_entra_p2(snapshot):
        yield failed(snapshot.tenant, NO_P2, plans(snapshot))
        return
    allowed = registered(snapshot, POLICY)
    excepted = pl.col("principal").str.to_lowercase().is_in(allowed.users | allowed.groups)
    permanent = is_standing() & ~pl.col("ends") & ~excepted.fill_null(False)
    expected = not lists_assignments(snapshot)
    yield conclude(snapshot.tenant, given(snapshot), permanent, WORDS, expected=expected)
