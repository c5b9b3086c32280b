"""Links that anyone can use expire within 30 days.

Why     A link without a name behind it is access without sign-in; without an end it stays open
        long after the reason is gone.
Fix     SharePoint admin centre, Policies, Sharing, Anyone links: let them expire within 30 days or
        fewer, or do not allow such links at all.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/sharepoint.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import number, verdict
from pilotage.assess.baseline.sharing import ANYONE, AREA, COMMANDS, MOST_DAYS, reach, tenant
from pilotage.facts.finding import Finding

DAYS = "requireanonymouslinksexpireindays"


@baseline_check(
    "sharepoint.anyone_links_expire",
    policy="MS.SHAREPOINT.3.1v1",
    shall=True,
    areas=[AREA],
    commands=COMMANDS,
)
def anyone_links_expire(export: Export) -> Iterator[Finding]:
    """Yield one finding; where such links are not allowed, none need expire."""
    yield verdict(
        export,
        AREA,
        ("sharingcapability", DAYS),
        _expire(tenant(export)),
        right="Links for anyone are not allowed, or expire within 30 days.",
        wrong="Links for anyone are allowed and live longer than 30 days, or for ever.",
    )


def _expire(found: Thing) -> bool | None:
    """Tell whether links end in time; a number below 1 means that they never end."""
    shares, days = reach(found), number(found, DAYS)
    if shares != ANYONE:
        return None if shares is None else True
    return None if days is None else 1 <= days <= MOST_DAYS
