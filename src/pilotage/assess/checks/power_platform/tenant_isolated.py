"""Connections to other tenants are blocked.

Why     Without isolation an app or flow can carry data to any tenant in which its maker has an
        account.
Fix     Power Platform admin centre, Security, Identity and access, Tenant isolation: switch
        Restrict cross-tenant connections on, with the exceptions that the move needs.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerplatform.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import either, flag, verdict
from pilotage.facts.finding import Finding

AREA, OFF = "tenant_isolation", "properties.isdisabled"


@baseline_check(
    "power_platform.tenant_isolated",
    policy="MS.POWERPLATFORM.3.1v1",
    shall=True,
    areas=[AREA],
    commands=["Get-PowerPlatformTenantIsolationRest", "Get-PowerAppTenantIsolationPolicy"],
)
def tenant_isolated(export: Export) -> Iterator[Finding]:
    """Yield one finding about tenant isolation."""
    policies = export.objects(AREA)
    off = either(*(flag(one, OFF) for one in policies)) if policies else None
    yield verdict(
        export,
        AREA,
        (OFF,),
        None if off is None else not off,
        right="Power Platform blocks connections to other tenants.",
        wrong="Power Platform lets apps connect to any other tenant.",
    )
