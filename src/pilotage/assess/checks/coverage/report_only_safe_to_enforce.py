"""Enforcing the report-only policies would lock nobody out.

Why     A policy waits in report-only mode until somebody switches it on in a hurry, often in the
        night of the cutover. Who cannot meet it then is out.
Fix     Give the people named the device or method that the policy asks for, then enforce it in
        daylight, one policy at a time.
Source  https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-report-only
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.coverage.locked import Words, conclude
from pilotage.assess.coverage.lockout import REPORT_ONLY
from pilotage.assess.sign_in.policies import NEEDED
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import USERS

WORDS = Words(
    wrong="would be locked out if the report-only policies were enforced",
    right="Enforcing the report-only policies would lock nobody out.",
)


@check(
    "coverage.report_only_safe_to_enforce",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[NEEDED, USERS],
)
def report_only_safe_to_enforce(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; its evidence names each user and the policies that would stop them."""
    yield conclude(snapshot, WORDS, lambda found: found.of(REPORT_ONLY))
