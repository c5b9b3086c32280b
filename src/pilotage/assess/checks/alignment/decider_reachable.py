"""Whoever may say stop or go can be reached in the change window.

Why     At the point of no return somebody must decide within minutes. A decider who sleeps is a
        decision by default.
Fix     The lead calls the decider and the deputy in the last three days before the window, on the
        numbers of the roster, and signs the result as an [[attestation]].
Source  https://sre.google/sre-book/managing-incidents/
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "alignment.decider_reachable",
    area=Area.ALIGNMENT,
    severity=Severity.MEDIUM,
    attest_days=3,
    module=__name__,
)
