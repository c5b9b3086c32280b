"""Mail that imitates domains of partners is kept from everyone.

Why     An invoice from a supplier is paid when the sender looks right. Impersonation protection
        finds the wrong one only for the domains that are named.
Fix     Name the domains of key suppliers and partners in the default policy against phishing and
        quarantine what imitates them. List them in ScubaGear's PartnerDomains.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.configured import configured
from pilotage.assess.baseline.impersonation import DOMAINS, conclude_watched
from pilotage.assess.baseline.threat_policies import unlicensed
from pilotage.facts.finding import Finding

POLICY = "MS.SECURITYSUITE.2.3v1"


@baseline_check(
    "defender.partner_domains_watched",
    policy=POLICY,
    shall=False,
    areas=["anti_phish_policies"],
    commands=["Get-AntiPhishPolicy", "Get-AntiPhishRule", "Get-EOPProtectionPolicyRule"],
)
def partner_domains_watched(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies against phishing that are in force."""
    named = configured(export, POLICY, "partnerdomains")
    yield from unlicensed(export) or [conclude_watched(export, DOMAINS, named)]
