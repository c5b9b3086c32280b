"""A new account can be used within one working day.

Why     Whoever waits for an account borrows that of a colleague, and the borrowed one stays in
        use. After a move the same desk makes hundreds of accounts in a week.
Fix     Give licences and groups by a rule on the department, or in the same request that makes
        the account. Ask for each account in the evidence what it waited for.
Source  https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.lifecycle.in_time import Says, in_time
from pilotage.assess.lifecycle.provisioning import provisioning
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DIRECTORY_AUDITS, LICENCES_ASSIGNED, USERS

SAYS = Says("made", "ready to be used", "still waiting")


@check(
    "identity.provisioned_in_time",
    area=Area.IDENTITY,
    severity=Severity.LOW,
    needs=[
        DIRECTORY_AUDITS.needs("at", "activity", "succeeded"),
        USERS.needs("enabled", "kind"),
        LICENCES_ASSIGNED,
    ],
)
def provisioned_in_time(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; an account that still waits counts with the time so far."""
    yield in_time(snapshot, provisioning(snapshot), SAYS)
