"""People are warned of mail that looks wrong.

Why     Nobody compares the characters of an address. A line that says first contact, or
        unverified, makes people stop.
Fix     Put everyone into a preset security policy, or enable each safety tip and indicator in the
        policies against phishing.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.threat_policies import (
    PHISHING,
    ThreatPolicy,
    conclude_protection,
    unlicensed,
)
from pilotage.facts.finding import Finding

TIPS = (
    "enablefirstcontactsafetytips",
    "enablesimilaruserssafetytips",
    "enablesimilardomainssafetytips",
    "enableunusualcharacterssafetytips",
    "enableunauthenticatedsender",
    "enableviatag",
)
SETTINGS = ("enabled", *TIPS)


@baseline_check(
    "defender.warnings_shown",
    policy=["MS.SECURITYSUITE.2.4v1", "MS.EXO.11.2v1"],
    shall=False,
    areas=[],
    commands=["Get-AntiPhishPolicy", "Get-AntiPhishRule", "Get-EOPProtectionPolicyRule"],
)
def warnings_shown(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies against phishing that are in force."""
    yield from unlicensed(export) or [
        conclude_protection(export, PHISHING, _warns, SETTINGS, "shows every safety tip")
    ]


def _warns(policy: ThreatPolicy) -> bool:
    """Tell whether a policy shows all tips that its export knows; both presets do."""
    known = [tip for tip in TIPS if tip in policy.settings]
    shows = bool(known) and all(flag(policy.settings, tip) is True for tip in known)
    return policy.preset or (shows and flag(policy.settings, "enabled") is not False)
