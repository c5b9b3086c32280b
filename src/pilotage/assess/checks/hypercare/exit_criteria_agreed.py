"""It is agreed what must be true before hypercare ends.

Why     Raised support that ends on a date ends too early for some and too late for all. Criteria
        are argued about before the move, or after it with less patience.
Fix     The help-desk lead and the receiving team agree on the criteria (tickets near normal,
        nothing severe open, everybody signed in), and sign the [[attestation]].
Source  https://sre.google/sre-book/evolving-sre-engagement-model/
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "hypercare.exit_criteria_agreed",
    area=Area.HYPERCARE,
    severity=Severity.MEDIUM,
    attest_days=90,
    module=__name__,
)
