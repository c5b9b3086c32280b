"""Unmanaged accounts cannot write to colleagues first.

Why     A personal account costs nothing and proves nobody; it is a common start of fraud.
Fix     Teams admin centre, External collaboration, External access, Policies: switch contact
        with unmanaged accounts off, or clear that they may start it.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.teams import (
    FEDERATION,
    FEDERATION_COMMANDS,
    configuration,
    in_government_cloud,
    not_there,
    speaking,
)
from pilotage.facts.finding import Finding

ANY, INBOUND = "allowteamsconsumer", "allowteamsconsumerinbound"
WORDS = speaking(
    "external access setting",
    "lets unmanaged accounts write first",
    "lets no unmanaged account write first",
    "that switch",
)


@baseline_check(
    "teams.unmanaged_contact_blocked",
    policy="MS.TEAMS.2.2v2",
    shall=True,
    areas=[FEDERATION],
    commands=FEDERATION_COMMANDS,
)
def unmanaged_contact_blocked(export: Export) -> Iterator[Finding]:
    """Yield one finding; government clouds know no contact with unmanaged accounts."""
    if in_government_cloud(export):
        yield not_there(export, FEDERATION, "Contact with unmanaged accounts")
        return
    yield configuration(export, FEDERATION, (ANY, INBOUND), _breaks, WORDS)


def _breaks(found: Thing) -> bool | None:
    contact, inbound = flag(found, ANY), flag(found, INBOUND)
    if contact is False or inbound is False:
        return False
    return None if None in (contact, inbound) else True
