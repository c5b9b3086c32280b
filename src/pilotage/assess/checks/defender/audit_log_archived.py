"""Audit logs are kept for as long as the law asks.

Why     An intrusion is found after months. What was exported to an archive is not seen in the
        settings of the tenant, so a person must vouch for it.
Fix     The security lead keeps the audit log for 12 months at hand and 18 months more in an
        archive, that of the source also after the move, and signs here where it is.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/defender.md
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "defender.audit_log_archived",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    attest_days=180,
    module=__name__,
    frameworks=["MS.DEFENDER.6.3v1", "MS.EXO.17.3v1"],
)
