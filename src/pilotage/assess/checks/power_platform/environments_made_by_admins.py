"""Only administrators create production and sandbox environments.

Why     An environment that a person makes for himself stands outside the data policies and nobody
        plans its move.
Fix     Power Platform admin centre, Settings: set Production environment assignments to Only
        specific admins.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerplatform.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.environments import SETTINGS_AREA, SETTINGS_COMMANDS, restricted
from pilotage.facts.finding import Finding


@baseline_check(
    "power_platform.environments_made_by_admins",
    policy="MS.POWERPLATFORM.1.1v1",
    shall=True,
    areas=[SETTINGS_AREA],
    commands=SETTINGS_COMMANDS,
)
def environments_made_by_admins(export: Export) -> Iterator[Finding]:
    """Yield one finding about that setting of the tenant."""
    yield restricted(
        export,
        "disableenvironmentcreationbynonadminusers",
        right="Only administrators create production and sandbox environments.",
        wrong="Everyone may create production and sandbox environments.",
    )
