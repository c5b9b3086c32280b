"""The escalation path was tried on a real evening in the last 30 days.

Why     A path that was never walked ends at a number that does not answer, and the clock of the
        outage runs on.
Fix     The help-desk lead pages all three levels once, unannounced and harmless, notes who
        answered in how many minutes, and signs the [[attestation]] with the log as evidence.
Source  https://csrc.nist.gov/pubs/sp/800/84/final
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "support.escalation_drilled",
    area=Area.SUPPORT,
    severity=Severity.HIGH,
    attest_days=30,
    module=__name__,
)
