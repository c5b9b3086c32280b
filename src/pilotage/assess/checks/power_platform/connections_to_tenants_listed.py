"""The tenants that apps may connect to are listed.

Why     Isolation without its exceptions breaks what partners use; exceptions that nobody agreed
        reopen the door. No export tells whether the list is the agreed one.
Fix     The security lead lists the tenants and directions that are needed, enters them as
        exceptions of tenant isolation, and signs the [[attestation]]. An empty list is fine where
        none is needed.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerplatform.md
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "power_platform.connections_to_tenants_listed",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    attest_days=180,
    module=__name__,
    frameworks=["MS.POWERPLATFORM.3.2v1"],
)
