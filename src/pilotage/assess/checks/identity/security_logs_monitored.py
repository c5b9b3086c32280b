"""Sign-in and audit logs go to those who watch security.

Why     An intrusion during a migration hides among thousands of changes. Logs that stay in the
        tenant for thirty days are gone when somebody asks.
Fix     The engineer sends audit, sign-in, risk and Graph activity logs of both environments to
        those who watch security, through diagnostic settings. They sign the [[attestation]].
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad41v1
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "identity.security_logs_monitored",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    attest_days=90,
    module=__name__,
    frameworks=["MS.AAD.4.1v1"],
)
