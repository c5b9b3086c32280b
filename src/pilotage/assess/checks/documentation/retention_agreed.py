"""It is agreed how long evidence and personal data of the migration are kept.

Why     Evidence rows name people. Kept without a date they are a liability; deleted too early they
        are no evidence.
Fix     The security lead and the executive sponsor agree on days per kind of data and sign the
        [[attestation]].
Source  https://eur-lex.europa.eu/eli/reg/2016/679/oj (Article 5(1)(e), storage limitation)
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "documentation.retention_agreed",
    area=Area.DOCUMENTATION,
    severity=Severity.MEDIUM,
    attest_days=180,
    module=__name__,
)
