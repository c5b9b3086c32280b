"""Links that anyone can use let people view, not edit.

Why     Whoever holds such a link is unknown; with edit rights he can change files and folders
        without a trace of who it was.
Fix     SharePoint admin centre, Policies, Sharing, Anyone links: set Files and Folders to View.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/sharepoint.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import verdict
from pilotage.assess.baseline.sharing import (
    ANYONE,
    AREA,
    COMMANDS,
    PERMISSION,
    VIEW,
    choice,
    reach,
    tenant,
)
from pilotage.facts.finding import Finding

LINKS = ("fileanonymouslinktype", "folderanonymouslinktype")


@baseline_check(
    "sharepoint.anyone_links_view_only",
    policy="MS.SHAREPOINT.3.2v1",
    shall=True,
    areas=[AREA],
    commands=COMMANDS,
)
def anyone_links_view_only(export: Export) -> Iterator[Finding]:
    """Yield one finding; where such links are not allowed, none can be edited by."""
    yield verdict(
        export,
        AREA,
        ("sharingcapability", *LINKS),
        _view_only(tenant(export)),
        right="Links for anyone are not allowed, or let people view files and folders.",
        wrong="Links for anyone are allowed and do not stop at viewing.",
    )


def _view_only(found: Thing) -> bool | None:
    shares = reach(found)
    if shares != ANYONE:
        return None if shares is None else True
    permissions = [choice(found, name, PERMISSION) for name in LINKS]
    if any(one not in (None, VIEW) for one in permissions):
        return False
    return None if None in permissions else True
