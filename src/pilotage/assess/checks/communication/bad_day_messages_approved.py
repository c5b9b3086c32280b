"""The messages for a bad day are written and approved before it comes.

Why     Postponed, late, going back, partly working, somebody sends false messages: nobody writes
        well at three in the morning, and silence is read as failure.
Fix     The migration lead drafts the five, the executive sponsor approves them, and signs the
        [[attestation]] with where they are kept.
Source  https://sre.google/sre-book/managing-incidents/
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "communication.bad_day_messages_approved",
    area=Area.COMMUNICATION,
    severity=Severity.MEDIUM,
    attest_days=90,
    module=__name__,
)
