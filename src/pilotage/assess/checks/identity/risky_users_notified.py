"""Administrators are told when a user is at high risk.

Why     A blocked user is a sign of a stolen password. Unless somebody is told, nobody looks where
        else it was used.
Fix     The engineer names a mailbox that is read daily under Entra ID Protection, "Users at risk
        detected alerts", at the level high, sends a test and signs the [[attestation]].
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad22v1
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "identity.risky_users_notified",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    attest_days=90,
    module=__name__,
    frameworks=["MS.AAD.2.2v1"],
)
