"""Sensitive accounts are in the strict preset of Exchange Online Protection.

Why     Directors, finance and administrators are attacked first and by name. The strict preset
        quarantines what the standard one puts into the junk folder.
Fix     Name the sensitive accounts, in ScubaGear's SensitiveAccounts too, and apply Exchange
        Online Protection of the strict preset to them without exception.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/defender.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.presets import EOP_RULES, conclude_sensitive
from pilotage.facts.finding import Finding

POLICY = "MS.DEFENDER.1.4v1"


@baseline_check(
    "defender.sensitive_accounts_in_strict_exchange_preset",
    policy=POLICY,
    shall=True,
    areas=[EOP_RULES],
    commands=["Get-EOPProtectionPolicyRule"],
)
def sensitive_accounts_in_strict_exchange_preset(export: Export) -> Iterator[Finding]:
    """Yield one finding over the rules of the strict preset."""
    yield conclude_sensitive(export, EOP_RULES, POLICY)
