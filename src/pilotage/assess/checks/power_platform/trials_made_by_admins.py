"""Only administrators create trial environments.

Why     Trials are made in a minute, fill with real data and end after thirty days.
Fix     Power Platform admin centre, Settings: set Trial environment assignments to Only specific
        admins.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerplatform.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.environments import SETTINGS_AREA, SETTINGS_COMMANDS, restricted
from pilotage.facts.finding import Finding


@baseline_check(
    "power_platform.trials_made_by_admins",
    policy="MS.POWERPLATFORM.1.2v1",
    shall=True,
    areas=[SETTINGS_AREA],
    commands=SETTINGS_COMMANDS,
)
def trials_made_by_admins(export: Export) -> Iterator[Finding]:
    """Yield one finding about that setting of the tenant."""
    yield restricted(
        export,
        "disabletrialenvironmentcreationbynonadminusers",
        right="Only administrators create trial environments.",
        wrong="Everyone may create trial environments.",
    )
