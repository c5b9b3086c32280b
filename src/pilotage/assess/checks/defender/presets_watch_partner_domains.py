"""Both presets watch for mail that imitates domains of partners.

Why     An invoice from a supplier is paid when the sender looks right. Impersonation protection
        finds the wrong one only for the domains that are named.
Fix     Add the domains of key suppliers and partners to the domains to protect, in the standard
        and in the strict preset, and list them in ScubaGear's PartnerDomains.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/defender.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.configured import configured
from pilotage.assess.baseline.impersonation import DOMAINS, conclude_presets
from pilotage.assess.baseline.threat_policies import unlicensed
from pilotage.facts.finding import Finding

POLICY = "MS.DEFENDER.2.3v1"


@baseline_check(
    "defender.presets_watch_partner_domains",
    policy=POLICY,
    shall=False,
    areas=["anti_phish_policies"],
    commands=["Get-AntiPhishPolicy"],
)
def presets_watch_partner_domains(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies against phishing that the presets use."""
    named = configured(export, POLICY, "partnerdomains")
    yield from unlicensed(export) or [conclude_presets(export, DOMAINS, named)]
