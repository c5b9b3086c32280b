"""Mail that imitates sensitive people is kept from everyone.

Why     The most expensive mail of all seems to come from the director. Impersonation protection
        finds it only for the people who are named.
Fix     Name each sensitive person in the default policy against phishing and quarantine what
        imitates them. List them in ScubaGear's SensitiveUsers.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.configured import configured
from pilotage.assess.baseline.impersonation import PEOPLE, conclude_watched
from pilotage.assess.baseline.threat_policies import unlicensed
from pilotage.facts.finding import Finding

POLICY = "MS.SECURITYSUITE.2.1v1"


@baseline_check(
    "defender.sensitive_people_watched",
    policy=POLICY,
    shall=False,
    areas=["anti_phish_policies"],
    commands=["Get-AntiPhishPolicy", "Get-AntiPhishRule", "Get-EOPProtectionPolicyRule"],
)
def sensitive_people_watched(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies against phishing that are in force."""
    named = configured(export, POLICY, "sensitiveusers")
    yield from unlicensed(export) or [conclude_watched(export, PEOPLE, named)]
