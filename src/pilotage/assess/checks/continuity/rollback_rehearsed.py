"""The way back was rehearsed and timed in the last 14 days.

Why     A way back that nobody has walked takes longer than planned, and the last safe moment to
        start it is then already past.
Fix     The migration engineer goes back with the pilot or a test account, every step before the
        point of no return, writes the minutes into the runbook and signs the [[attestation]].
Source  https://csrc.nist.gov/pubs/sp/800/84/final
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "continuity.rollback_rehearsed",
    area=Area.CONTINUITY,
    severity=Severity.HIGH,
    attest_days=14,
    module=__name__,
)
