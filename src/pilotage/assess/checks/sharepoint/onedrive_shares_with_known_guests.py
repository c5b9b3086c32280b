"""OneDrive shares with existing guests at most.

Why     Personal files are shared without anybody else noticing; a wide slider lets them go to
        people whom nobody has approved.
Fix     SharePoint admin centre, Policies, Sharing: set OneDrive to Existing guests or to Only
        people in your organization.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/sharepoint.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import verdict
from pilotage.assess.baseline.sharing import AREA, COMMANDS, EXISTING_GUESTS, NOBODY, reach, tenant
from pilotage.facts.finding import Finding

NAMES = ("odbsharingcapability", "onedrivesharingcapability")
"""The slider as the tenant's interface names it, and as older modules do."""


@baseline_check(
    "sharepoint.onedrive_shares_with_known_guests",
    policy="MS.SHAREPOINT.1.2v1",
    shall=True,
    areas=[AREA],
    commands=COMMANDS,
)
def onedrive_shares_with_known_guests(export: Export) -> Iterator[Finding]:
    """Yield one finding about the sharing slider of OneDrive."""
    known = (reach(tenant(export), name) for name in NAMES)
    shares = next((value for value in known if value is not None), None)
    yield verdict(
        export,
        AREA,
        NAMES,
        None if shares is None else shares in (NOBODY, EXISTING_GUESTS),
        right="OneDrive shares with existing guests at most.",
        wrong="OneDrive may be shared with people outside who are not guests yet.",
    )
