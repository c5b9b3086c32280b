"""Sensitive accounts are in the strict preset of Defender for Office 365.

Why     Directors, finance and administrators get the attachments and links that were made for
        them. The strict preset looks at these most closely.
Fix     Name the sensitive accounts, in ScubaGear's SensitiveAccounts too, and apply Defender for
        Office 365 protection of the strict preset to them without exception.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/defender.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.presets import ATP_RULES, conclude_sensitive
from pilotage.assess.baseline.threat_policies import unlicensed
from pilotage.facts.finding import Finding

POLICY = "MS.DEFENDER.1.5v1"


@baseline_check(
    "defender.sensitive_accounts_in_strict_defender_preset",
    policy=POLICY,
    shall=True,
    areas=[ATP_RULES],
    commands=["Get-ATPProtectionPolicyRule"],
)
def sensitive_accounts_in_strict_defender_preset(export: Export) -> Iterator[Finding]:
    """Yield one finding over the rules of the strict preset."""
    yield from unlicensed(export) or [conclude_sensitive(export, ATP_RULES, POLICY)]
