"""Sharing outside is limited to approved domains or to approved groups.

Why     Where guests are possible at all, a list of partner domains, or of the few groups who may
        invite, keeps files from going to people nobody works with.
Fix     SharePoint admin centre, Policies, Sharing, More external sharing settings: limit sharing
        by domain and add the approved ones, or allow only specific security groups to share.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/sharepoint.md
"""

import re
from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import members, verdict
from pilotage.assess.baseline.sharing import (
    ALLOWED_DOMAINS_ONLY,
    AREA,
    COMMANDS,
    NOBODY,
    RESTRICTION,
    choice,
    reach,
    tenant,
)
from pilotage.facts.finding import Finding

GROUPS = tuple(
    f"{groups}allowlistintenant{written}"
    for groups in ("guestsharinggroup", "whocanshare")
    for written in ("", "bygroupid.results", "byprincipalidentity.results")
)
"""Groups that may share with known guests, and with anyone: their access list as text, their ids
and their claims."""

EMPTY_LIST = re.compile(r"\s*(<acl\s*/>|<acl>\s*</acl>)?\s*")

SETTINGS = ("sharingcapability", "sharingdomainrestrictionmode", *GROUPS)


@baseline_check(
    "sharepoint.sharing_limited_to_approved",
    policy="MS.SHAREPOINT.1.3v1",
    shall=True,
    areas=[AREA],
    commands=COMMANDS,
)
def sharing_limited_to_approved(export: Export) -> Iterator[Finding]:
    """Yield one finding; where nobody outside is shared with, nothing need be limited."""
    yield verdict(
        export,
        AREA,
        SETTINGS,
        _limited(tenant(export)),
        right="Sharing outside is off, or limited to approved domains or groups.",
        wrong="Files may be shared with any domain outside, by every member.",
    )


def _limited(found: Thing) -> bool | None:
    """Tell whether a list of domains or of groups limits sharing; a list of blocked ones cannot."""
    shares, mode = reach(found), choice(found, "sharingdomainrestrictionmode", RESTRICTION)
    if shares == NOBODY or mode == ALLOWED_DOMAINS_ONLY or _has_groups(found):
        return True
    return None if shares is None or mode is None else False


def _has_groups(found: Thing) -> bool:
    """Tell whether a group is named; an access list without entries is none."""
    named = [one for name in GROUPS for one in members(found, name)]
    return any(one for one in named if not EMPTY_LIST.fullmatch(str(one)))
