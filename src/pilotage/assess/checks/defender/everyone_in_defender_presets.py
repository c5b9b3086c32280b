"""Every user is in a preset of Defender for Office 365.

Why     Safe links and safe attachments protect only those who are in a policy. The presets are the
        policy that nobody has to keep up to date.
Fix     Apply Defender for Office 365 protection of the standard or the strict preset to all
        recipients. Whom one preset leaves out, put into the other.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/defender.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.presets import ATP_RULES, conclude_everyone
from pilotage.assess.baseline.threat_policies import unlicensed
from pilotage.facts.finding import Finding


@baseline_check(
    "defender.everyone_in_defender_presets",
    policy="MS.DEFENDER.1.3v1",
    shall=True,
    areas=[ATP_RULES],
    commands=["Get-ATPProtectionPolicyRule"],
)
def everyone_in_defender_presets(export: Export) -> Iterator[Finding]:
    """Yield one finding over the rules that put people under a preset."""
    yield from unlicensed(export) or [
        conclude_everyone(export, ATP_RULES, "Defender for Office 365")
    ]
