"""Files behind links are scanned for malware.

Why     A link to a file is an attachment that no filter sees. Waiting for the scan keeps the mail
        back until somebody looked.
Fix     Put everyone into a preset security policy, or let Safe Links scan links in real time and
        wait for the scan before mail is delivered.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.threat_policies import (
    LINKS,
    ThreatPolicy,
    conclude_protection,
    unlicensed,
)
from pilotage.facts.finding import Finding

EMAIL = "enablesafelinksforemail"
SETTINGS = ("scanurls", "delivermessageafterscan")


@baseline_check(
    "defender.downloads_scanned",
    policy=["MS.SECURITYSUITE.7.2v1", "MS.EXO.15.2v1"],
    shall=False,
    areas=[],
    commands=["Get-SafeLinksPolicy", "Get-SafeLinksRule", "Get-ATPProtectionPolicyRule"],
)
def downloads_scanned(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies of Safe Links that are in force."""
    yield from unlicensed(export) or [
        conclude_protection(
            export, LINKS, _scans, SETTINGS, "scans files behind links before mail is delivered"
        )
    ]


def _scans(policy: ThreatPolicy) -> bool:
    """Tell whether a policy scans and waits for it; both presets do."""
    scan, wait = SETTINGS
    waits = wait not in policy.settings or flag(policy.settings, wait) is True
    scans = flag(policy.settings, scan) is True and flag(policy.settings, EMAIL) is not False
    return policy.preset or (scans and waits)
