"""Mail that imitates domains of the house is kept from everyone.

Why     A domain that differs in one letter is bought in a minute, and a move between domains is
        the best time to use it.
Fix     Put everyone into a preset security policy, or include the domains you own in the policies
        against phishing and quarantine what imitates them.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import flag, word
from pilotage.assess.baseline.impersonation import KEPT_OUT
from pilotage.assess.baseline.threat_policies import (
    PHISHING,
    ThreatPolicy,
    conclude_protection,
    unlicensed,
)
from pilotage.facts.finding import Finding

SETTINGS = ("enabled", "enableorganizationdomainsprotection", "targeteddomainprotectionaction")


@baseline_check(
    "defender.own_domains_watched",
    policy="MS.SECURITYSUITE.2.2v1",
    shall=False,
    areas=[],
    commands=["Get-AntiPhishPolicy", "Get-AntiPhishRule", "Get-EOPProtectionPolicyRule"],
)
def own_domains_watched(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies against phishing that are in force."""
    yield from unlicensed(export) or [
        conclude_protection(
            export,
            PHISHING,
            _watches,
            SETTINGS,
            "keeps out mail that imitates domains of the house",
        )
    ]


def _watches(policy: ThreatPolicy) -> bool:
    """Tell whether a policy watches for own domains; both presets do."""
    on, own, action = SETTINGS
    watched = flag(policy.settings, on) is not False and flag(policy.settings, own) is True
    return policy.preset or (watched and word(policy.settings, action) in KEPT_OUT)
