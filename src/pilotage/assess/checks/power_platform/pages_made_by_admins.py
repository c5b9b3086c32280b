"""Only administrators create Power Pages sites.

Why     A Power Pages site faces the internet; one wrong table permission publishes its data.
Fix     With the Power Apps administration module: Set-TenantSettings -RequestBody @{
        "disablePortalsCreationByNonAdminUsers" = $true }
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerplatform.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.environments import SETTINGS_AREA, SETTINGS_COMMANDS, restricted
from pilotage.facts.finding import Finding


@baseline_check(
    "power_platform.pages_made_by_admins",
    policy="MS.POWERPLATFORM.5.1v1",
    shall=False,
    areas=[SETTINGS_AREA],
    commands=SETTINGS_COMMANDS,
)
def pages_made_by_admins(export: Export) -> Iterator[Finding]:
    """Yield one finding about that setting of the tenant."""
    yield restricted(
        export,
        "disableportalscreationbynonadminusers",
        right="Only administrators create Power Pages sites.",
        wrong="Everyone may create Power Pages sites.",
    )
