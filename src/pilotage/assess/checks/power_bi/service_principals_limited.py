"""Applications reach the interfaces of Power BI through named groups only.

Why     Otherwise each application of the tenant that has a secret may read reports and their data.
Fix     Fabric admin portal, Tenant settings, Developer settings: let service principals use the
        interfaces for specific security groups only.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerbi.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.tenant_settings import AREA, OFF_OR_FOR_GROUPS, judge_setting
from pilotage.facts.finding import Finding


@baseline_check(
    "power_bi.service_principals_limited", policy="MS.POWERBI.4.1v1", shall=False, areas=[AREA]
)
def service_principals_limited(export: Export) -> Iterator[Finding]:
    """Yield one finding about that setting of the tenant."""
    yield judge_setting(
        export,
        OFF_OR_FOR_GROUPS,
        "ServicePrincipalAccess",
        "ServicePrincipalAccessPermissionAPIs",
        "ServicePrincipalAccessGlobalAPIs",
    )
