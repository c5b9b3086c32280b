"""Eight weeks of tickets from before the first change are kept.

Why     Without a normal, nobody can say when it is normal again. Hypercare then ends when people
        are tired of it.
Fix     The help-desk lead exports at least eight weeks of tickets with person and date before the
        first wave, and signs the [[attestation]] with the file as evidence.
Source  https://sre.google/sre-book/service-level-objectives/
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "hypercare.ticket_baseline_exists",
    area=Area.HYPERCARE,
    severity=Severity.MEDIUM,
    attest_days=30,
    module=__name__,
)
