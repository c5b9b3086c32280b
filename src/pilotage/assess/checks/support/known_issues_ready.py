"""The help desk has the known issues, and finds them by searching.

Why     Most calls after a move are the same ten questions. A desk that has the answers closes them
        in minutes; one that has not escalates them all.
Fix     The help-desk lead reviews the known issues, has an agent find five of them by search, and
        signs the [[attestation]].
Source  https://www.atlassian.com/itsm/problem-management
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "support.known_issues_ready",
    area=Area.SUPPORT,
    severity=Severity.MEDIUM,
    attest_days=14,
    module=__name__,
)
