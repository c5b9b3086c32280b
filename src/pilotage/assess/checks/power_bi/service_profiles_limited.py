"""Applications make and use profiles through named groups only.

Why     A profile acts for others; an application that may make one can gain rights that it was not
        given.
Fix     Fabric admin portal, Tenant settings, Developer settings: let service principals create and
        use profiles for specific security groups only.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerbi.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.tenant_settings import AREA, OFF_OR_FOR_GROUPS, judge_setting
from pilotage.facts.finding import Finding


@baseline_check(
    "power_bi.service_profiles_limited", policy="MS.POWERBI.4.2v1", shall=False, areas=[AREA]
)
def service_profiles_limited(export: Export) -> Iterator[Finding]:
    """Yield one finding about that setting of the tenant."""
    yield judge_setting(export, OFF_OR_FOR_GROUPS, "AllowServicePrincipalsCreateAndUseProfiles")
