"""SharePoint shares with existing guests at most.

Why     A slider at Anyone or at new guests lets every member hand files to people whom nobody
        has approved, and the target of a move starts with the slider wide open.
Fix     SharePoint admin centre, Policies, Sharing: set SharePoint to Existing guests or to Only
        people in your organization.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/sharepoint.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import verdict
from pilotage.assess.baseline.sharing import AREA, COMMANDS, EXISTING_GUESTS, NOBODY, reach, tenant
from pilotage.facts.finding import Finding


@baseline_check(
    "sharepoint.sharepoint_shares_with_known_guests",
    policy="MS.SHAREPOINT.1.1v1",
    shall=True,
    areas=[AREA],
    commands=COMMANDS,
)
def sharepoint_shares_with_known_guests(export: Export) -> Iterator[Finding]:
    """Yield one finding about the sharing slider of SharePoint."""
    shares = reach(tenant(export))
    yield verdict(
        export,
        AREA,
        ("sharingcapability",),
        None if shares is None else shares in (NOBODY, EXISTING_GUESTS),
        right="SharePoint shares with existing guests at most.",
        wrong="SharePoint may be shared with people outside who are not guests yet.",
    )
