"""Data cannot be pushed with a resource key.

Why     A resource key is a secret in an address; whoever holds it writes data without signing in.
Fix     Fabric admin portal, Tenant settings, Developer settings: switch Block ResourceKey
        Authentication on.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerbi.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.tenant_settings import AREA, ON, judge_setting
from pilotage.facts.finding import Finding


@baseline_check(
    "power_bi.resource_keys_blocked", policy="MS.POWERBI.5.1v1", shall=False, areas=[AREA]
)
def resource_keys_blocked(export: Export) -> Iterator[Finding]:
    """Yield one finding about that setting of the tenant."""
    yield judge_setting(export, ON, "BlockResourceKeyAuthentication")
