"""Restricted and Bluetooth applications are kept from sensitive data.

Why     A file that may not be mailed can still be copied with the next best application, or sent
        to the phone in the pocket.
Fix     The security lead lets the rule against data loss block restricted and unallowed Bluetooth
        applications on devices, tries it on one device, and signs here.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "defender.restricted_apps_blocked",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    attest_days=180,
    module=__name__,
    frameworks=["MS.DEFENDER.4.6v1", "MS.SECURITYSUITE.3.5v1"],
)
