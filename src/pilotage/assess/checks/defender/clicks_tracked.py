"""Clicks on links are tracked.

Why     When a link turns out to be bad, one question counts: who clicked? Without tracking
        everybody has to be asked.
Fix     Put everyone into a preset security policy, or select Track user clicks in the policies of
        Safe Links.
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

SETTINGS = ("trackclicks",)


@baseline_check(
    "defender.clicks_tracked",
    policy=["MS.SECURITYSUITE.7.3v1", "MS.EXO.15.3v1"],
    shall=False,
    areas=[],
    commands=["Get-SafeLinksPolicy", "Get-SafeLinksRule", "Get-ATPProtectionPolicyRule"],
)
def clicks_tracked(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies of Safe Links that are in force."""
    yield from unlicensed(export) or [
        conclude_protection(export, LINKS, _tracks, SETTINGS, "tracks clicks on links")
    ]


def _tracks(policy: ThreatPolicy) -> bool:
    """Tell whether a policy tracks clicks; both presets do."""
    return policy.preset or flag(policy.settings, "trackclicks") is True
