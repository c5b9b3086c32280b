"""What the tenant settings of Power Platform leave to administrators.

Source: https://learn.microsoft.com/power-platform/admin/list-tenantsettings
"""

from __future__ import annotations

from pilotage.assess.baseline import Export
from pilotage.assess.baseline.exported import flag, verdict
from pilotage.facts.finding import Finding

SETTINGS_AREA = "environment_creation"
SETTINGS_COMMANDS = ("Get-PowerPlatformTenantSettingsRest", "Get-TenantSettings")


def restricted(export: Export, setting: str, *, right: str, wrong: str) -> Finding:
    """Return the finding about a setting that must be true, named by its path in lower case."""
    found = next(iter(export.objects(SETTINGS_AREA)), {})
    meets = flag(found, setting)
    return verdict(export, SETTINGS_AREA, (setting,), meets, right=right, wrong=wrong)
