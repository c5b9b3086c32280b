"""Mail is looked at again after it was delivered.

Why     What was unknown malware in the morning is known at noon, and lies in the inboxes by then.
        Zero-hour auto purge takes it out again.
Fix     Put everyone into a preset security policy, or enable zero-hour auto purge for malware in
        the policies against malware.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.threat_policies import MALWARE, ThreatPolicy, conclude_protection
from pilotage.facts.finding import Finding

SETTINGS = ("zapenabled",)


@baseline_check(
    "defender.delivered_mail_rescanned",
    policy=["MS.SECURITYSUITE.1.2v1", "MS.EXO.10.3v1"],
    shall=True,
    areas=[],
    commands=["Get-MalwareFilterPolicy", "Get-MalwareFilterRule", "Get-EOPProtectionPolicyRule"],
)
def delivered_mail_rescanned(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies against malware that are in force."""
    yield conclude_protection(
        export, MALWARE, _purges, SETTINGS, "takes malware out of mailboxes again"
    )


def _purges(policy: ThreatPolicy) -> bool:
    """Tell whether a policy purges what was delivered; both presets do."""
    return policy.preset or flag(policy.settings, "zapenabled") is True
