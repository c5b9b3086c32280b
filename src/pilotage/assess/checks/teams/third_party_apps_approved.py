"""People install only apps of third parties that were approved.

Why     An app of a third party reads what its user reads, and its maker may be breached.
Fix     Teams admin centre, Teams apps, Manage apps, Org-wide app settings: switch
        Third-party apps off and let in single apps. In older tenants, allow specific apps in each
        permission policy.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.team_apps import COMMANDS, only_approved
from pilotage.facts.finding import Finding


@baseline_check(
    "teams.third_party_apps_approved",
    policy="MS.TEAMS.5.2v2",
    shall=False,
    areas=[],
    commands=COMMANDS,
)
def third_party_apps_approved(export: Export) -> Iterator[Finding]:
    """Yield one finding about the org-wide setting and every permission policy."""
    yield only_approved(export, "globalapp", "globalcatalogappstype", "apps of third parties")
