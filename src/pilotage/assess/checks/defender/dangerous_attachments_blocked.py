"""Attachments that run at a click are blocked for everyone.

Why     A program in the mail needs one click by one person. No business needs one, and those that
        do have better ways to send it.
Fix     Put everyone into a preset security policy, or enable the common attachments filter in the
        policies against malware with exe, cmd and vbe at least.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check, texts
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.threat_policies import MALWARE, ThreatPolicy, conclude_protection
from pilotage.facts.finding import Finding

SETTINGS = ("enablefilefilter", "filetypes")
CLICK_TO_RUN = frozenset({"exe", "cmd", "vbe"})


@baseline_check(
    "defender.dangerous_attachments_blocked",
    policy="MS.SECURITYSUITE.1.1v1",
    shall=True,
    areas=[],
    commands=["Get-MalwareFilterPolicy", "Get-MalwareFilterRule", "Get-EOPProtectionPolicyRule"],
)
def dangerous_attachments_blocked(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies against malware that are in force."""
    yield conclude_protection(
        export, MALWARE, _blocks, SETTINGS, "blocks attachments that run at a click"
    )


def _blocks(policy: ThreatPolicy) -> bool:
    """Tell whether a policy filters attachments by type; both presets do."""
    types = {text.strip(". ").lower() for text in texts(policy.settings, "filetypes")}
    filters = flag(policy.settings, "enablefilefilter") is True
    return policy.preset or (filters and types >= CLICK_TO_RUN)
