"""Colleagues cannot write to unmanaged accounts.

Why     What is written to a personal account has left the organisation for good.
Fix     Teams admin centre, External collaboration, External access, Policies: switch contact
        with unmanaged accounts off.
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

ANY = "allowteamsconsumer"
WORDS = speaking(
    "external access setting",
    "lets people write to unmanaged accounts",
    "keeps people from writing to unmanaged accounts",
    "that switch",
)


@baseline_check(
    "teams.contact_with_unmanaged_off",
    policy="MS.TEAMS.2.3v2",
    shall=False,
    areas=[FEDERATION],
    commands=FEDERATION_COMMANDS,
)
def contact_with_unmanaged_off(export: Export) -> Iterator[Finding]:
    """Yield one finding; government clouds know no contact with unmanaged accounts."""
    if in_government_cloud(export):
        yield not_there(export, FEDERATION, "Contact with unmanaged accounts")
        return
    yield configuration(export, FEDERATION, (ANY,), _breaks, WORDS)


def _breaks(found: Thing) -> bool | None:
    return flag(found, ANY)
