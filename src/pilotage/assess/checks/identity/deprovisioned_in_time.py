"""Whoever leaves keeps no licence, role or group for longer than one working day.

Why     A disabled account is one click away from being open again, with every right that it
        still holds. A move copies those rights into the target, where nobody remembers why.
Fix     Take roles first, then groups and licences, in the same procedure that disables the
        account; turn the mailbox into a shared one where its mail must stay.
Source  https://learn.microsoft.com/microsoft-365/admin/add-users/remove-former-employee
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.lifecycle.deprovisioning import deprovisioning
from pilotage.assess.lifecycle.in_time import Says, in_time
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import (
    DIRECTORY_AUDITS,
    GROUPS,
    LICENCES_ASSIGNED,
    MEMBERSHIPS,
    ROLE_ASSIGNMENTS,
    USERS,
)

SAYS = Says("disabled or deleted", "without licence, role and group", "still holding something")


@check(
    "identity.deprovisioned_in_time",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[
        DIRECTORY_AUDITS.needs("at", "activity", "succeeded"),
        USERS.needs("enabled", "kind"),
        LICENCES_ASSIGNED,
        ROLE_ASSIGNMENTS,
        GROUPS,
        MEMBERSHIPS,
    ],
)
def deprovisioned_in_time(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; an account that still holds something counts with the time so far."""
    yield in_time(snapshot, deprovisioning(snapshot), SAYS)
