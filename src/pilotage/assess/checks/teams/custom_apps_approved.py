"""People install only custom apps that were approved.

Why     A custom app comes from no store and nobody but its author has looked at it.
Fix     Teams admin centre, Teams apps, Manage apps, Org-wide app settings: switch
        Custom apps off and let in single apps. In older tenants, allow specific apps in each
        permission policy.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.team_apps import COMMANDS, only_approved
from pilotage.facts.finding import Finding


@baseline_check(
    "teams.custom_apps_approved",
    policy="MS.TEAMS.5.3v2",
    shall=False,
    areas=[],
    commands=COMMANDS,
)
def custom_apps_approved(export: Export) -> Iterator[Finding]:
    """Yield one finding about the org-wide setting and every permission policy."""
    yield only_approved(export, "privateapp", "privatecatalogappstype", "custom apps")
