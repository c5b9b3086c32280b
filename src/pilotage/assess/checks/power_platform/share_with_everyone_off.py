"""Apps cannot be shared with everyone.

Why     Everyone means each member and each guest of the directory, and that group can neither be
        seen nor edited.
Fix     With the Power Apps administration module: set powerPlatform.powerApps.
        disableShareWithEveryone to $true with Set-TenantSettings.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerplatform.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.environments import SETTINGS_AREA, SETTINGS_COMMANDS, restricted
from pilotage.facts.finding import Finding


@baseline_check(
    "power_platform.share_with_everyone_off",
    policy="MS.POWERPLATFORM.6.1v1",
    shall=False,
    areas=[SETTINGS_AREA],
    commands=SETTINGS_COMMANDS,
)
def share_with_everyone_off(export: Export) -> Iterator[Finding]:
    """Yield one finding about that setting of the tenant."""
    yield restricted(
        export,
        "powerplatform.powerapps.disablesharewitheveryone",
        right="Apps cannot be shared with everyone.",
        wrong="Apps may be shared with everyone in the directory.",
    )
