"""The standard and the strict preset security policy are on.

Why     The presets hold what Microsoft recommends today and what it will recommend tomorrow. Rules
        of the house grow old, and two tenants never have the same ones.
Fix     Turn on standard and strict protection in the portal, for Exchange Online Protection and
        for Defender for Office 365.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/defender.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.presets import ATP_RULES, EOP_RULES, off
from pilotage.facts.finding import Finding, failed, passed


@baseline_check(
    "defender.presets_enabled",
    policy="MS.DEFENDER.1.1v1",
    shall=True,
    areas=[(EOP_RULES, ATP_RULES)],
    commands=["Get-EOPProtectionPolicyRule", "Get-ATPProtectionPolicyRule"],
)
def presets_enabled(export: Export) -> Iterator[Finding]:
    """Yield one finding; both can be on for Exchange alone, which needs no licence of its own."""
    rules = export.evidence(EOP_RULES, ATP_RULES)
    if names := off(export):
        yield failed(export.tenant, f"Not on: {' and '.join(names)}.", rules)
    else:
        yield passed(export.tenant, "Both preset security policies are on.", rules)
