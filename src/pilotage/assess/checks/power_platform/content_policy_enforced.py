"""Power Apps enforce a content security policy.

Why     Without it, script from elsewhere can run in an app. The setting is kept per environment
        and no export carries it.
Fix     In each environment with Dataverse, Settings, Product, Privacy and Security, the engineer
        enforces it for model-driven and canvas apps; the security lead signs the [[attestation]].
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerplatform.md
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "power_platform.content_policy_enforced",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    attest_days=180,
    module=__name__,
    frameworks=["MS.POWERPLATFORM.4.1v1"],
)
