"""Nobody invites guests through Power BI, or only named groups do.

Why     Sharing a report with an address outside makes a guest of the directory, past every process
        for guests.
Fix     Fabric admin portal, Tenant settings, Export and sharing settings: switch the invitation of
        guests off, or on for specific security groups.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerbi.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.tenant_settings import AREA, OFF_OR_FOR_GROUPS, judge_setting
from pilotage.facts.finding import Finding


@baseline_check(
    "power_bi.guest_invitations_limited", policy="MS.POWERBI.3.1v1", shall=False, areas=[AREA]
)
def guest_invitations_limited(export: Export) -> Iterator[Finding]:
    """Yield one finding about that setting of the tenant."""
    yield judge_setting(export, OFF_OR_FOR_GROUPS, "ExternalSharingV2")
