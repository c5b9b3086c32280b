"""The default sharing link lets people view, not edit.

Why     A default of edit gives everyone who receives a link the means to change or delete.
Fix     SharePoint admin centre, Policies, Sharing, File and folder links: set the permission that
        is selected by default to View.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/sharepoint.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import verdict
from pilotage.assess.baseline.sharing import AREA, COMMANDS, PERMISSION, VIEW, choice, tenant
from pilotage.facts.finding import Finding

SETTING = "defaultlinkpermission"


@baseline_check(
    "sharepoint.default_link_views_only",
    policy="MS.SHAREPOINT.2.2v1",
    shall=True,
    areas=[AREA],
    commands=COMMANDS,
)
def default_link_views_only(export: Export) -> Iterator[Finding]:
    """Yield one finding about the permission that is selected first."""
    permission = choice(tenant(export), SETTING, PERMISSION)
    yield verdict(
        export,
        AREA,
        (SETTING,),
        None if permission is None else permission == VIEW,
        right="The default sharing link lets people view.",
        wrong="The default sharing link does not stop at viewing.",
    )
