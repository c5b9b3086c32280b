"""Highly privileged roles are given through Privileged Identity Management alone.

Why     A role given beside it has no approval, no end and no alert. Setting up a migration in the
        admin centre is the usual way in.
Fix     Remove assignments that have no start time and make them again in Privileged Identity
        Management, eligible where that is possible. It needs Microsoft Entra ID P2.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad75v1
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.baseline.service_plans import NO_P2, lacks_entra_p2, plans
from pilotage.assess.judgement import Words, conclude
from pilotage.assess.roles.administrators import given, is_standing, lists_assignments
from pilotage.facts.finding import Area, Finding, Severity, failed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ROLE_ASSIGNMENTS

WORDS = Words(
    things="assignments of highly privileged roles",
    wrong="were made outside Privileged Identity Management",
    right="were made in Privileged Identity Management",
    unsure="came without their kind",
    name=("upn", "name", "principal"),
)


@check(
    "access.roles_given_through_pim",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[ROLE_ASSIGNMENTS.needs("role", "assignment", "starts_at")],
    frameworks=["MS.AAD.7.5v1"],
)
def roles_given_through_pim(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; a standing assignment without a start was not made there."""
    if lacks_entra_p2(snapshot):
        yield failed(snapshot.tenant, NO_P2, plans(snapshot))
        return
    outside = is_standing() & ~pl.col("starts")
    expected = not lists_assignments(snapshot)
    yield conclude(snapshot.tenant, given(snapshot), outside, WORDS, expected=expected)
