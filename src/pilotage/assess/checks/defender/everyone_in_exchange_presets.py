"""Every user is in a preset of Exchange Online Protection.

Why     Whoever is in no preset has the protection that somebody once clicked together, against
        spam, malware and false senders.
Fix     Apply Exchange Online Protection of the standard or the strict preset to all recipients.
        Whom one preset leaves out, put into the other.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/defender.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.presets import EOP_RULES, conclude_everyone
from pilotage.facts.finding import Finding


@baseline_check(
    "defender.everyone_in_exchange_presets",
    policy="MS.DEFENDER.1.2v1",
    shall=True,
    areas=[EOP_RULES],
    commands=["Get-EOPProtectionPolicyRule"],
)
def everyone_in_exchange_presets(export: Export) -> Iterator[Finding]:
    """Yield one finding over the rules that put people under a preset."""
    yield conclude_everyone(export, EOP_RULES, "Exchange Online Protection")
