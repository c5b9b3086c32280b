"""No sender domain skips the spam filter.

Why     Mail that claims to come from an allowed domain is not filtered, whoever sends it. Anyone
        can claim to be office.com.
Fix     Delete the allowed domains from the anti-spam policies. Allow single senders where a filter
        is wrong, and tell Microsoft about them.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import members
from pilotage.assess.baseline.threat_policies import SPAM, ThreatPolicy, conclude_protection
from pilotage.facts.finding import Finding

ALLOWED = "allowedsenderdomains"
SETTINGS = (ALLOWED,)


@baseline_check(
    "defender.no_domain_skips_spam_filter",
    policy=["MS.SECURITYSUITE.6.2v1", "MS.EXO.14.3v2"],
    shall=True,
    areas=[],
    commands=[
        "Get-HostedContentFilterPolicy",
        "Get-HostedContentFilterRule",
        "Get-EOPProtectionPolicyRule",
    ],
)
def no_domain_skips_spam_filter(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies against spam that are in force."""
    yield conclude_protection(
        export, SPAM, _filters_all, SETTINGS, "lets no sender domain past the filter"
    )


def _filters_all(policy: ThreatPolicy) -> bool:
    """Tell whether a policy allows no domain; both presets allow none."""
    return policy.preset or not members(policy.settings, ALLOWED)
