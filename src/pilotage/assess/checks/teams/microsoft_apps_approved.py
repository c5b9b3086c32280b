"""People install only apps of Microsoft that were approved.

Why     Each app brings its own way to data; also those of Microsoft are better let in one by one.
Fix     Teams admin centre, Teams apps, Manage apps, Org-wide app settings: switch
        Microsoft apps off and let in single apps. In older tenants, allow specific apps in each
        permission policy.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.team_apps import COMMANDS, only_approved
from pilotage.facts.finding import Finding


@baseline_check(
    "teams.microsoft_apps_approved",
    policy="MS.TEAMS.5.1v2",
    shall=False,
    areas=[],
    commands=COMMANDS,
)
def microsoft_apps_approved(export: Export) -> Iterator[Finding]:
    """Yield one finding about the org-wide setting and every permission policy."""
    yield only_approved(export, "defaultapp", "defaultcatalogappstype", "apps of Microsoft")
