"""It is agreed who may change what afterwards, and who approves it.

Why     The rights of a migration are wide. Without an agreed model they stay, and the next change
        is made by whoever still can.
Fix     The receiving team and the security lead write down roles, approvals and emergency access,
        and sign the [[attestation]] with the document as evidence.
Source  https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "documentation.admin_model_agreed",
    area=Area.DOCUMENTATION,
    severity=Severity.MEDIUM,
    attest_days=180,
    module=__name__,
)
